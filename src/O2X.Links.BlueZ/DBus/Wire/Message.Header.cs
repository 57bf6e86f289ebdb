using System.Buffers.Binary;

namespace O2X.Links.BlueZ.DBus;

internal sealed partial class Message
{
    private const byte LittleEndian = (byte)'l', BigEndian = (byte)'B';
    private const byte ProtocolVersion = 1;

    /// <summary>Says how long the message is that these bytes begin.</summary>
    /// <returns>False when there are too few bytes to say.</returns>
    /// <exception cref="DBusProtocolException">They begin no message, or one that is too long.</exception>
    internal static bool TryMeasure(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.IsEmpty) return false;
        if (bytes[0] is not (LittleEndian or BigEndian)) throw new DBusProtocolException("A message begins with no mark of byte order.");
        if (bytes.Length < WireLimits.FixedHeader) return false;
        var body = ReadUInt32(bytes, sizeof(uint));
        var fields = ReadUInt32(bytes, WireLimits.FixedHeader - sizeof(uint));
        if (body > WireLimits.LongestReceived || fields > WireLimits.LongestReceived) throw TooLong();
        length = WireLimits.Align(WireLimits.FixedHeader + (int)fields, 8) + (int)body;
        return length <= WireLimits.LongestReceived ? true : throw TooLong();
    }

    /// <summary>Reads the header of a message of which every byte is here.</summary>
    /// <exception cref="DBusProtocolException">It is malformed.</exception>
    internal void Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (!TryMeasure(span, out var length) || length != span.Length) throw new DBusProtocolException("A message is not as long as it says.");
        _bytes = bytes;
        IsBigEndian = span[0] == BigEndian;
        MessageType = (MessageType)span[1];
        MessageFlags = (MessageFlags)span[2];
        if (MessageType == 0) throw new DBusProtocolException("A message has no type.");
        if (span[3] != ProtocolVersion) throw new DBusProtocolException("A message is of another version of the protocol.");
        Serial = ReadUInt32(span, 8);
        if (Serial == 0) throw new DBusProtocolException("A message has no number.");
        ReplySerial = null;
        UnixFdCount = 0;
        Array.Clear(_fields);
        Array.Clear(_texts);
        ReadFields(span);
        _bodyAt = length - (int)ReadUInt32(span, sizeof(uint));
        ThrowIfIncomplete(hasBody: _bodyAt < length);
    }

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, int at) => bytes[0] == BigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..])
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static DBusProtocolException TooLong() => new("A message is too long.");

    private void ReadFields(ReadOnlySpan<byte> bytes)
    {
        var reader = new Reader(bytes, IsBigEndian, at: WireLimits.FixedHeader - sizeof(uint));
        var end = reader.ReadArrayStart(DBusType.Struct);
        while (reader.HasNext(end))
        {
            var field = reader.ReadByte();
            if (field is 0) throw new DBusProtocolException("A field of a header has no number.");
            if (field >= FieldCount) reader.ReadVariantValue();
            else ReadField(ref reader, (HeaderField)field);
        }

        // What is between the fields and the body is judged as padding.
        reader.AlignStruct();
    }

    private void ReadField(ref Reader reader, HeaderField field)
    {
        ref var place = ref _fields[(int)field];
        if (place.Start != 0) throw new DBusProtocolException("A field of a header is there twice.");
        var type = reader.ReadSignatureAsSpan();
        if (type.Length != 1 || type[0] != TypeOf(field)) throw new DBusProtocolException("A field of a header is of another type.");
        switch (field)
        {
            case HeaderField.ReplySerial:
                ReplySerial = reader.ReadUInt32();
                if (ReplySerial == 0) throw new DBusProtocolException("A reply is to no message.");
                place = (reader.Position, 0);
                break;
            case HeaderField.UnixFds:
                var count = reader.ReadUInt32();
                if (count > WireLimits.MostDescriptors) throw new DBusProtocolException("A message has too many descriptors.");
                UnixFdCount = (int)count;
                place = (reader.Position, 0);
                break;
            default:
                var text = field == HeaderField.Signature ? reader.ReadSignatureAsSpan() : reader.ReadStringAsSpan();
                if (!IsValid(field, text)) throw new DBusProtocolException("A name in a header is malformed.");
                place = (reader.Position - 1 - text.Length, text.Length);
                break;
        }
    }

    private static byte TypeOf(HeaderField field) => field switch
    {
        HeaderField.Path => (byte)'o',
        HeaderField.ReplySerial or HeaderField.UnixFds => (byte)'u',
        HeaderField.Signature => (byte)'g',
        _ => (byte)'s',
    };

    private static bool IsValid(HeaderField field, ReadOnlySpan<byte> text) => field switch
    {
        HeaderField.Path => Names.IsObjectPath(text),
        HeaderField.Interface or HeaderField.ErrorName => Names.IsInterface(text),
        HeaderField.Member => Names.IsMember(text),
        HeaderField.Destination or HeaderField.Sender => Names.IsBusName(text),
        _ => true,
    };

    private void ThrowIfIncomplete(bool hasBody)
    {
        var isComplete = MessageType switch
        {
            MessageType.MethodCall => Has(HeaderField.Path) && Has(HeaderField.Member),
            MessageType.Signal => Has(HeaderField.Path) && Has(HeaderField.Interface) && Has(HeaderField.Member),
            MessageType.Error => Has(HeaderField.ErrorName) && Has(HeaderField.ReplySerial),
            MessageType.MethodReturn => Has(HeaderField.ReplySerial),
            _ => true,
        };
        if (!isComplete) throw new DBusProtocolException("A header lacks a field.");
        if (hasBody != (_fields[(int)HeaderField.Signature].Length != 0)) throw new DBusProtocolException("A body and its signature do not go together.");
    }

    private bool Has(HeaderField field) => _fields[(int)field].Start != 0;
}

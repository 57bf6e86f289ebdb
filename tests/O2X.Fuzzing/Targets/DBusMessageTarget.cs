using System.Text;
using O2X.Links.BlueZ.DBus;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>A message of the bus: its header, and its body read by the signature that the header names.</summary>
internal sealed class DBusMessageTarget : FuzzTarget
{
    private static readonly MatchRule Rule = new() { Type = MessageType.Signal, PathNamespace = "/org", Arg0 = "org.bluez.GattCharacteristic1" };

    private readonly StringCache _strings = new();

    public override string Name => "dbus-message";

    public override int LongestInput => 1024;

    public override IEnumerable<byte[]> Seeds =>
    [
        Signal("sa{sv}as", writer =>
        {
            writer.WriteString("org.bluez.GattCharacteristic1");
            writer.WriteDictionary([KeyValuePair.Create("Value", (VariantValue)new byte[] { 1, 2, 3 }), KeyValuePair.Create("RSSI", (VariantValue)(short)-70)]);
            writer.WriteArray(Array.Empty<string>());
        }),
        Signal("oa{sa{sv}}", writer =>
        {
            writer.WriteObjectPath("/org/bluez/hci0");
            writer.WriteValue(VariantValue.Dict("s", "a{sv}", [KeyValuePair.Create((VariantValue)"a.b", VariantValue.Dict([KeyValuePair.Create("k", (VariantValue)true)]))]));
        }),
        Signal("a{qv}(ybnqiuxtd)gvav", writer =>
        {
            writer.WriteValue(VariantValue.Dict([KeyValuePair.Create((ushort)0x02E5, (VariantValue)new byte[] { 9 })]));
            writer.WriteValue(VariantValue.Struct((byte)1, true, (short)2, (ushort)3, 4, 5u, 6L, 7ul, 8.0));
            writer.WriteSignature("aa{s(ii)}");
            writer.WriteVariant(VariantValue.Variant("x"));
            writer.WriteValue(VariantValue.ArrayOfVariant(1u, "x", VariantValue.Array("as", [])));
        }),
        Signal("h", writer => writer.WriteUInt32(0)),
        Made(writer => writer.WriteMethodCallHeader("org.bluez", "/org/bluez/hci0", "org.bluez.Adapter1", "StartDiscovery")),
        Made(writer => writer.WriteError(3, ":1.5", "org.bluez.Error.Busy", "busy")),
        Convert.FromHexString("42040101000000040000000100000037" + "01016F00000000022F6100" + "0000000000" + "0201730000000003612E6200" + "00000000"
            + "03017300000000014300" + "000000000000" + "0801670001750000" + "0000002A"),
    ];

    public override IEnumerable<byte[]> Words =>
    [
        [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 4], [1, 0, 0, 0], [0, 0, 0, 1], [1, (byte)'v', 0], [2, (byte)'a', (byte)'y', 0], [8, 1, (byte)'g', 0], [9, 1, (byte)'u', 0],
        [5, 1, (byte)'u', 0], "a{sv}"u8.ToArray(), "(((("u8.ToArray(), "aaaaaaaa"u8.ToArray(), [0xC3, 0x28], [0xED, 0xA0, 0x80], [0, 0, 0, 0, 0, 0, 0, 0],
    ];

    // A value has 24 bytes and is kept in a list that doubles; a byte of the body makes one value at most.
    public override long MostAllocated(int inputLength) => 32 * 1024 + (512 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        var message = new Message(_strings);
        try
        {
            if (!Message.TryMeasure(input, out var length))
            {
                Holds(input.Length < WireLimits.FixedHeader && length == 0);
                return;
            }

            Holds(length is >= WireLimits.FixedHeader and <= WireLimits.LongestReceived);
            message.Read(input.ToArray());
            Holds(length == input.Length);
        }
        catch (DBusProtocolException)
        {
            return;
        }

        Judge(message);
        try
        {
            Rule.Matches(message);
        }
        catch (DBusProtocolException)
        {
            // The first value of the body is none.
        }

        ReadBody(message, input);
    }

    private static void Judge(Message message)
    {
        Holds(message.Serial != 0 && message.ReplySerial != 0);
        Holds(message.UnixFdCount is >= 0 and <= WireLimits.MostDescriptors);
        Holds(message.MessageType is not (MessageType.MethodCall or MessageType.Signal) || message is { PathAsString: not null, MemberAsString: not null });
        Holds(message.MessageType != MessageType.Signal || message.InterfaceAsString is not null);
        Holds(message.MessageType != MessageType.Error || message is { ErrorNameAsString: not null, ReplySerial: not null });
        Holds(message.MessageType != MessageType.MethodReturn || message.ReplySerial is not null);
        Holds(message.PathAsString is null or ['/', ..]);
        Holds(message.SenderAsString is null or { Length: > 0 and <= WireLimits.LongestName });
        Holds(message.DestinationAsString is null or { Length: > 0 and <= WireLimits.LongestName });
    }

    private static void ReadBody(Message message, ReadOnlySpan<byte> input)
    {
        var signature = Encoding.ASCII.GetBytes(message.SignatureAsString);
        Holds(Signature.IsValid(signature));
        using var again = new MessageWriter(serial: 1);
        var reader = message.GetBodyReader();
        try
        {
            for (var rest = signature.AsSpan(); !rest.IsEmpty;)
            {
                var length = Signature.LengthOfFirst(rest);
                var value = reader.ReadValue(rest[..length]);
                Holds(value.SignatureText == Encoding.ASCII.GetString(rest[..length]));
                again.WriteValue(value);
                Holds(again.Written.Length == reader.Position);
                rest = rest[length..];
            }
        }
        catch (DBusProtocolException)
        {
            return;
        }

        var body = input[^(int)Math.Min(input.Length, BodyLength(input, message.IsBigEndian))..];
        if (!message.IsBigEndian) Holds(again.Written.SequenceEqual(body[..reader.Position]));
        else ReadsBackTheSame(message, signature, again.Written);
    }

    private static uint BodyLength(ReadOnlySpan<byte> input, bool isBigEndian)
    {
        var reader = new Reader(input, isBigEndian, at: sizeof(uint));
        return reader.ReadUInt32();
    }

    private static void ReadsBackTheSame(Message message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> written)
    {
        var first = message.GetBodyReader();
        var second = new Reader(written, isBigEndian: false);
        for (; !signature.IsEmpty; signature = signature[Signature.LengthOfFirst(signature)..])
        {
            var type = signature[..Signature.LengthOfFirst(signature)];
            Holds(first.ReadValue(type) == second.ReadValue(type));
        }

        Holds(second.IsAtEnd);
    }

    private static byte[] Signal(string signature, Action<MessageWriter> write) => Made(writer =>
    {
        writer.WriteSignalHeader(null, "/org/bluez/hci0/dev_1", "a.b", "C", signature);
        write(writer);
    });

    private static byte[] Made(Action<MessageWriter> write)
    {
        using var writer = new MessageWriter(serial: 7);
        write(writer);
        using var message = writer.CreateMessage();
        return message.Memory.ToArray();
    }
}

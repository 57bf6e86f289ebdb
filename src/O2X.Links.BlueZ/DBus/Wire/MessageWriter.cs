using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace O2X.Links.BlueZ.DBus;

/// <summary>The beginning of an array that is being written.</summary>
internal readonly struct ArrayStart(int lengthAt, int contentAt)
{
    public int LengthAt => lengthAt;

    public int ContentAt => contentAt;
}

/// <summary>
/// Writes one message, little-endian: a header, then the values of its body in the order of the signature that the header names.
/// What a peer would hang up on (a NUL in a string, a malformed path) is refused here.
/// </summary>
internal sealed partial class MessageWriter(uint serial) : IDisposable
{
    private const int FirstCapacity = 512;

    private byte[]? _bytes = ArrayPool<byte>.Shared.Rent(FirstCapacity);
    private int _length;
    private int _bodyAt;
    private List<SafeHandle>? _handles;

    /// <summary>The number of the message.</summary>
    public uint Serial => serial;

    /// <summary>What has been written.</summary>
    internal ReadOnlySpan<byte> Written => Buffer.AsSpan(0, _length);

    private byte[] Buffer => _bytes ?? throw new ObjectDisposedException(nameof(MessageWriter), "The message was made, or thrown away.");

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteBool(bool value) => WriteUInt32(value ? 1u : 0);

    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16LittleEndian(TakeAligned(sizeof(short)), value);

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(TakeAligned(sizeof(ushort)), value);

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(TakeAligned(sizeof(int)), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(TakeAligned(sizeof(uint)), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(TakeAligned(sizeof(long)), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(TakeAligned(sizeof(ulong)), value);

    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(TakeAligned(sizeof(double)), value);

    public void WriteString(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("A string has a NUL in it.", nameof(value));
        WriteText(value);
    }

    public void WriteObjectPath(string value)
    {
        var at = WriteText(value);
        if (!Names.IsObjectPath(Buffer.AsSpan(at, _length - 1 - at))) throw new ArgumentException($"\"{value}\" is no object path.", nameof(value));
    }

    public void WriteSignature(string value)
    {
        if (!Ascii.IsValid(value) || value.Length > WireLimits.LongestName) throw new ArgumentException($"\"{value}\" is no signature.", nameof(value));
        WriteByte((byte)value.Length);
        var bytes = Take(value.Length);
        Encoding.ASCII.GetBytes(value, bytes);
        if (!Signature.IsValid(bytes)) throw new ArgumentException($"\"{value}\" is no signature.", nameof(value));
        WriteByte(0);
    }

    /// <summary>Writes a descriptor, which the message owns from then on: it is closed once it was sent.</summary>
    public void WriteHandle(SafeHandle value)
    {
        if (_fdCountAt == 0) throw new InvalidOperationException("The signature in the header names no descriptor.");
        _handles ??= [];
        if (_handles.Count == WireLimits.MostDescriptors) throw new InvalidOperationException("There are too many descriptors.");
        WriteUInt32((uint)_handles.Count);
        _handles.Add(value);
        BinaryPrimitives.WriteInt32LittleEndian(Buffer.AsSpan(_fdCountAt), _handles.Count);
    }

    public void WriteStructureStart() => Align(8);

    public ArrayStart WriteArrayStart(DBusType elementType)
    {
        WriteUInt32(0);
        var lengthAt = _length - sizeof(uint);
        Align(WireLimits.AlignmentOf(elementType));
        return new ArrayStart(lengthAt, _length);
    }

    public void WriteArrayEnd(ArrayStart start)
    {
        var length = _length - start.ContentAt;
        if (length > WireLimits.LongestArray) throw new InvalidOperationException("An array is too long.");
        BinaryPrimitives.WriteInt32LittleEndian(Buffer.AsSpan(start.LengthAt), length);
    }

    public ArrayStart WriteDictionaryStart() => WriteArrayStart(DBusType.DictEntry);

    public void WriteDictionaryEnd(ArrayStart start) => WriteArrayEnd(start);

    public void WriteDictionaryEntryStart() => Align(8);

    public void WriteArray(ReadOnlySpan<byte> value)
    {
        var start = WriteArrayStart(DBusType.Byte);
        value.CopyTo(Take(value.Length));
        WriteArrayEnd(start);
    }

    public void WriteArray(IEnumerable<string> value)
    {
        var start = WriteArrayStart(DBusType.String);
        foreach (var each in value) WriteString(each);
        WriteArrayEnd(start);
    }

    /// <summary>Ends the message; the writer is done.</summary>
    public MessageBuffer CreateMessage()
    {
        if (_bodyAt == 0) throw new InvalidOperationException("The message has no header.");
        if (_length > WireLimits.LongestMessage) throw new InvalidOperationException("The message is too long.");
        var bytes = Buffer;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(uint)), _length - _bodyAt);
        var message = new MessageBuffer(bytes, _length, serial, (MessageFlags)bytes[2], (IReadOnlyList<SafeHandle>?)_handles ?? []);
        _bytes = null;
        _handles = null;
        return message;
    }

    /// <summary>Throws away what has been written; nothing once the message was made.</summary>
    public void Dispose()
    {
        if (_bytes is null) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = null;
        foreach (var handle in _handles ?? []) handle.Dispose();
    }

    private int WriteText(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        WriteUInt32((uint)count);
        var at = _length;
        Encoding.UTF8.GetBytes(value, Take(count));
        WriteByte(0);
        return at;
    }

    private Span<byte> TakeAligned(int size)
    {
        Align(size);
        return Take(size);
    }

    private void Align(int alignment) => Take(WireLimits.Align(_length, alignment) - _length).Clear();

    private Span<byte> Take(int count)
    {
        var bytes = Buffer;
        if (count > bytes.Length - _length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, checked(_length + count)));
            bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            _bytes = bytes = larger;
        }

        _length += count;
        return bytes.AsSpan(_length - count, count);
    }
}

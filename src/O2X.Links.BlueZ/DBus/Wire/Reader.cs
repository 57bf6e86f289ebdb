using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace O2X.Links.BlueZ.DBus;

/// <summary>The end of an array that is being read.</summary>
internal readonly struct ArrayEnd(int offset, DBusType elementType)
{
    public int Offset => offset;

    public DBusType ElementType => elementType;
}

/// <summary>
/// Reads values one after the other. Whatever is wrong with the bytes, or is not what is asked for, is a
/// <see cref="DBusProtocolException"/>; nothing is read outside of them.
/// </summary>
internal ref partial struct Reader(ReadOnlySpan<byte> data, bool isBigEndian, UnixFdList? descriptors = null, StringCache? strings = null, int at = 0)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private readonly bool _isBigEndian = isBigEndian;
    private readonly UnixFdList? _descriptors = descriptors;
    private readonly StringCache? _strings = strings;
    private int _at = at;

    /// <summary>How far has been read.</summary>
    public readonly int Position => _at;

    /// <summary>Whether everything has been read.</summary>
    public readonly bool IsAtEnd => _at == _data.Length;

    public byte ReadByte() => Take(1)[0];

    public bool ReadBool() => ReadUInt32() switch
    {
        0 => false,
        1 => true,
        _ => throw new DBusProtocolException("A boolean is neither 0 nor 1."),
    };

    public short ReadInt16() => (short)ReadUInt16();

    public ushort ReadUInt16()
    {
        Align(sizeof(ushort));
        var bytes = Take(sizeof(ushort));
        return _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    public int ReadInt32() => (int)ReadUInt32();

    public uint ReadUInt32()
    {
        Align(sizeof(uint));
        var bytes = Take(sizeof(uint));
        return _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    public long ReadInt64() => (long)ReadUInt64();

    public ulong ReadUInt64()
    {
        Align(sizeof(ulong));
        var bytes = Take(sizeof(ulong));
        return _isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public double ReadDouble() => BitConverter.UInt64BitsToDouble(ReadUInt64());

    public string ReadString() => Text(ReadCounted(ReadUInt32()));

    /// <summary>The bytes of a string, which need not be UTF-8.</summary>
    public ReadOnlySpan<byte> ReadStringAsSpan() => ReadCounted(ReadUInt32());

    public string ReadObjectPathAsString()
    {
        var bytes = ReadCounted(ReadUInt32());
        return Names.IsObjectPath(bytes) ? Text(bytes) : throw new DBusProtocolException("An object path is malformed.");
    }

    public string ReadSignatureAsString() => Text(ReadSignatureAsSpan());

    public ReadOnlySpan<byte> ReadSignatureAsSpan()
    {
        var bytes = ReadCounted(ReadByte());
        return Signature.IsValid(bytes) ? bytes : throw new DBusProtocolException("A signature is malformed.");
    }

    /// <summary>Takes a descriptor, which is the caller's to close; null when the message has no such one, or it was taken.</summary>
    public T? ReadHandle<T>() where T : SafeHandle, new()
    {
        var index = ReadUInt32();
        var descriptor = _descriptors?.Take(index) ?? -1;
        if (descriptor < 0) return null;
        var handle = new T();
        Marshal.InitHandle(handle, descriptor);
        return handle;
    }

    public void AlignStruct() => Align(8);

    /// <summary>Begins an array; <see cref="HasNext"/> leads through it.</summary>
    public ArrayEnd ReadArrayStart(DBusType elementType)
    {
        var length = ReadUInt32();
        if (length > WireLimits.LongestArray) throw new DBusProtocolException("An array is too long.");
        Align(WireLimits.AlignmentOf(elementType));
        if (length > (uint)(_data.Length - _at)) throw new DBusProtocolException("An array ends after the message.");
        return new ArrayEnd(_at + (int)length, elementType);
    }

    /// <summary>Begins a dictionary; <see cref="HasNext"/> leads through its entries.</summary>
    public ArrayEnd ReadDictionaryStart() => ReadArrayStart(DBusType.Struct);

    /// <summary>Tells whether an array goes on, and goes to its next element.</summary>
    public bool HasNext(ArrayEnd end)
    {
        if (_at > end.Offset) throw new DBusProtocolException("An element is longer than its array.");
        if (_at == end.Offset) return false;
        Align(WireLimits.AlignmentOf(end.ElementType));
        return true;
    }

    public byte[] ReadArrayOfByte() => ReadArrayOfByteAsSpan().ToArray();

    /// <summary>The bytes of an array where they lie: they are gone when the message is.</summary>
    public ReadOnlySpan<byte> ReadArrayOfByteAsSpan()
    {
        var end = ReadArrayStart(DBusType.Byte);
        return Take(end.Offset - _at);
    }

    public string[] ReadArrayOfString()
    {
        // Most are empty, and come with every signal of a change.
        List<string>? strings = null;
        for (var end = ReadArrayStart(DBusType.String); HasNext(end);) (strings ??= []).Add(ReadString());
        return strings is null ? [] : [.. strings];
    }

    private readonly string Text(ReadOnlySpan<byte> bytes) =>
        (_strings is null ? StringCache.Decode(bytes) : _strings.Get(bytes)) ?? throw new DBusProtocolException("A string is not UTF-8, or has a NUL in it.");

    private ReadOnlySpan<byte> ReadCounted(uint length)
    {
        if (length >= (uint)(_data.Length - _at)) throw new DBusProtocolException("A string ends after the message.");
        var bytes = Take((int)length);
        return ReadByte() == 0 ? bytes : throw new DBusProtocolException("A string does not end with a NUL.");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _data.Length - _at) throw new DBusProtocolException("A value ends after the message.");
        var bytes = _data.Slice(_at, length);
        _at += length;
        return bytes;
    }

    private void Align(int alignment)
    {
        var padding = WireLimits.Align(_at, alignment) - _at;
        if (padding != 0 && Take(padding).ContainsAnyExcept((byte)0)) throw new DBusProtocolException("Padding is not zero.");
    }
}

using System.Diagnostics.CodeAnalysis;

namespace O2X.Links.BlueZ.DBus;

internal readonly partial struct VariantValue
{
    /// <summary>How many items an array has, members a structure, entries a dictionary; 0 for everything else.</summary>
    public int Count => _object switch
    {
        byte[] bytes => bytes.Length,
        Items items => Type == VariantValueType.Dictionary ? items.Values.Length / 2 : items.Values.Length,
        _ => 0,
    };

    /// <summary>The item of an array or the member of a structure.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public VariantValue GetItem(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _object is byte[] bytes ? bytes[index] : ((Items)_object!).Values[index];
    }

    /// <summary>The entry of a dictionary.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public KeyValuePair<VariantValue, VariantValue> GetDictionaryEntry(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Type == VariantValueType.Dictionary ? Count : 0);
        var items = ((Items)_object!).Values;
        return KeyValuePair.Create(items[2 * index], items[(2 * index) + 1]);
    }

    public byte GetByte() => (byte)BitsOf(VariantValueType.Byte);

    public bool GetBool() => BitsOf(VariantValueType.Bool) != 0;

    public short GetInt16() => (short)BitsOf(VariantValueType.Int16);

    public ushort GetUInt16() => (ushort)BitsOf(VariantValueType.UInt16);

    public int GetInt32() => (int)BitsOf(VariantValueType.Int32);

    public uint GetUInt32() => (uint)BitsOf(VariantValueType.UInt32);

    public long GetInt64() => (long)BitsOf(VariantValueType.Int64);

    public ulong GetUInt64() => BitsOf(VariantValueType.UInt64);

    public double GetDouble() => BitConverter.UInt64BitsToDouble(BitsOf(VariantValueType.Double));

    public string GetString() => ObjectOf<string>(VariantValueType.String);

    public string GetObjectPathAsString() => ObjectOf<string>(VariantValueType.ObjectPath);

    public string GetSignatureAsString() => ObjectOf<string>(VariantValueType.Signature);

    internal uint GetUnixFdIndex() => (uint)BitsOf(VariantValueType.UnixFd);

    public VariantValue GetVariantValue() => ObjectOf<Items>(VariantValueType.Variant).Values[0];

    /// <summary>The items of an array; object paths come as strings.</summary>
    /// <exception cref="InvalidOperationException">It is no array, or an item is of another type.</exception>
    public T[] GetArray<T>()
    {
        if (_object is byte[] bytes && typeof(T) == typeof(byte)) return (T[])bytes.Clone();
        if (Type != VariantValueType.Array) throw WrongType(VariantValueType.Array);
        var items = new T[Count];
        for (var i = 0; i < items.Length; i++) items[i] = GetItem(i).As<T>();
        return items;
    }

    /// <summary>The entries of a dictionary; of a key that is there twice the last counts.</summary>
    /// <exception cref="InvalidOperationException">It is no dictionary, or a key or value is of another type.</exception>
    public Dictionary<TKey, TValue> GetDictionary<TKey, TValue>() where TKey : notnull
    {
        if (Type != VariantValueType.Dictionary) throw WrongType(VariantValueType.Dictionary);
        var entries = new Dictionary<TKey, TValue>();
        for (var i = 0; i < Count; i++)
        {
            var (key, value) = GetDictionaryEntry(i);
            entries[key.As<TKey>()] = value.As<TValue>();
        }

        return entries;
    }

    public bool TryGetBool(out bool value) => Found(VariantValueType.Bool, value = _bits != 0);

    public bool TryGetByte(out byte value) => Found(VariantValueType.Byte, value = (byte)_bits);

    public bool TryGetInt16(out short value) => Found(VariantValueType.Int16, value = (short)_bits);

    public bool TryGetUInt16(out ushort value) => Found(VariantValueType.UInt16, value = (ushort)_bits);

    public bool TryGetInt32(out int value) => Found(VariantValueType.Int32, value = (int)_bits);

    public bool TryGetUInt32(out uint value) => Found(VariantValueType.UInt32, value = (uint)_bits);

    public bool TryGetString([NotNullWhen(true)] out string? value) =>
        (value = Type == VariantValueType.String ? (string)_object! : null) is not null;

    public bool TryGetObjectPath([NotNullWhen(true)] out string? value) =>
        (value = Type == VariantValueType.ObjectPath ? (string)_object! : null) is not null;

    /// <summary>The bytes of an <c>ay</c> as they are kept: not to be changed.</summary>
    public bool TryGetBytes([NotNullWhen(true)] out byte[]? value) => (value = _object as byte[]) is not null;

    /// <summary>The strings of an <c>as</c>, or the paths of an <c>ao</c>.</summary>
    public bool TryGetStrings([NotNullWhen(true)] out string[]? value)
    {
        value = Type == VariantValueType.Array && _object is Items { Signature: "as" or "ao" } items
            ? System.Array.ConvertAll(items.Values, item => (string)item._object!)
            : null;
        return value is not null;
    }

    private bool Found<T>(VariantValueType type, T _) => Type == type;

    private T As<T>() => this switch
    {
        T self => self,
        { _object: T content } => content,
        _ when Boxed() is T value => value,
        _ => throw new InvalidOperationException($"A value of type {SignatureText} is no {typeof(T).Name}."),
    };

    private object? Boxed() => Type switch
    {
        VariantValueType.Byte => GetByte(),
        VariantValueType.Bool => GetBool(),
        VariantValueType.Int16 => GetInt16(),
        VariantValueType.UInt16 => GetUInt16(),
        VariantValueType.Int32 => GetInt32(),
        VariantValueType.UInt32 => GetUInt32(),
        VariantValueType.Int64 => GetInt64(),
        VariantValueType.UInt64 => GetUInt64(),
        VariantValueType.Double => GetDouble(),
        VariantValueType.Array when TryGetStrings(out var strings) => strings,
        _ => null,
    };

    private ulong BitsOf(VariantValueType type) => Type == type ? _bits : throw WrongType(type);

    private T ObjectOf<T>(VariantValueType type) => Type == type ? (T)_object! : throw WrongType(type);

    private InvalidOperationException WrongType(VariantValueType expected) => new($"A value of type {SignatureText} is no {expected}.");
}

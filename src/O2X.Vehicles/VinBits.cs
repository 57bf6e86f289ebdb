namespace O2X.Vehicles;

/// <summary>
/// A VIN by value, six bits a character. A snapshot that held the object would be copied through the garbage collector's barriers, at
/// several times the cost.
/// </summary>
internal readonly record struct VinBits
{
    private const int BitsOfCharacter = 6;
    private const int CharactersOfHead = 10;
    private const char BeforeAll = (char)('0' - 1);

    private readonly ulong _head;
    private readonly ulong _tail;

    /// <summary>Packs a VIN; null is the default value.</summary>
    public VinBits(Vin? vin)
    {
        if (vin is null) return;
        _head = Pack(vin.Full.AsSpan(0, CharactersOfHead));
        _tail = Pack(vin.Full.AsSpan(CharactersOfHead));
    }

    /// <summary>The VIN, as a new object; null for none.</summary>
    public Vin? ToVin() => _head == 0 ? null : new Vin(string.Create(Vin.Length, this, static (characters, bits) =>
    {
        Unpack(bits._head, characters[..CharactersOfHead]);
        Unpack(bits._tail, characters[CharactersOfHead..]);
    }));

    private static ulong Pack(ReadOnlySpan<char> characters)
    {
        var bits = 0UL;
        foreach (var character in characters) bits = bits << BitsOfCharacter | (uint)(character - BeforeAll);
        return bits;
    }

    private static void Unpack(ulong bits, Span<char> characters)
    {
        for (var i = characters.Length - 1; i >= 0; i--, bits >>= BitsOfCharacter)
            characters[i] = (char)(BeforeAll + (bits & ((1 << BitsOfCharacter) - 1)));
    }
}

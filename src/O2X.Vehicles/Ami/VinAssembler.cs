using O2X.Vehicles.Decoding;

namespace O2X.Vehicles.Ami;

/// <summary>Puts a VIN together from its three text frames: 0x712 has the characters 1–3, 0x710 those of 4–9, 0x711 those of 10–17.</summary>
internal struct VinAssembler
{
    /// <summary>How far apart the three parts may be heard.</summary>
    internal const long Together = 5 * TimeSpan.TicksPerSecond;

    internal const int FirstLength = 3, MiddleLength = 6, LastLength = 8;

    private Part _first;
    private Part _middle;
    private Part _last;
    private bool _isAssembled;

    /// <summary>The VIN that was heard last; the same instance as long as the vehicle repeats it.</summary>
    public Vin? Heard { get; private set; }

    public DecodeResult TakeFirst(ulong text, int length, long at) => Take(ref _first, FirstLength, text, length, at);

    public DecodeResult TakeMiddle(ulong text, int length, long at) => Take(ref _middle, MiddleLength, text, length, at);

    public DecodeResult TakeLast(ulong text, int length, long at) => Take(ref _last, LastLength, text, length, at);

    private DecodeResult Take(ref Part part, int characters, ulong text, int length, long at)
    {
        if (length < 8) text &= (1UL << (8 * length)) - 1;
        if (part.IsHeard && part.Text == text)
        {
            part.At = at;
        }
        else
        {
            if (!IsVinText(text, characters)) return DecodeResult.Malformed;

            // A part that contradicts what was heard belongs to another vehicle: its other parts have to be heard anew.
            if (part.IsHeard) _first.IsHeard = _middle.IsHeard = _last.IsHeard = false;
            part = new Part { Text = text, At = at, IsHeard = true };
            _isAssembled = false;
        }

        if (!_isAssembled && IsComplete(at)) Assemble();
        return DecodeResult.Updated;
    }

    private readonly bool IsComplete(long at) => _first.IsFresh(at) && _middle.IsFresh(at) && _last.IsFresh(at);

    private void Assemble()
    {
        _isAssembled = true;
        Span<char> text = stackalloc char[Vin.Length];
        _first.CopyTo(text[..FirstLength]);
        _middle.CopyTo(text.Slice(FirstLength, MiddleLength));
        _last.CopyTo(text[^LastLength..]);
        if (Heard is not null && text.SequenceEqual(Heard.Full)) return;
        if (Vin.TryParse(new string(text), out var vin)) Heard = vin;
    }

    // Exactly so many characters; a longer frame is filled up with zeros.
    private static bool IsVinText(ulong text, int characters)
    {
        for (var i = 0; i < characters; i++, text >>= 8)
        {
            if (!Vin.IsVinCharacter((char)(byte)text)) return false;
        }

        return characters == LastLength || text == 0;
    }

    private struct Part
    {
        public ulong Text;
        public long At;
        public bool IsHeard;

        public readonly bool IsFresh(long at) => IsHeard && at - At <= Together;

        public readonly void CopyTo(Span<char> characters)
        {
            for (var i = 0; i < characters.Length; i++) characters[i] = (char)(byte)(Text >> (8 * i));
        }
    }
}

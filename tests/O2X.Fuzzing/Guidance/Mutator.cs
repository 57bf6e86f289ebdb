namespace O2X.Fuzzing.Guidance;

/// <summary>Changes inputs by chance.</summary>
internal sealed class Mutator(Random random, byte[][] words, int longest)
{
    private const int MostDoublings = 4;

    private static readonly byte[] Edges = [0, 1, 2, 0x0A, 0x0D, 0x20, (byte)'0', (byte)'9', 0x7F, 0x80, 0xFE, 0xFF];

    private readonly byte[] _input = new byte[longest];
    private int _length;

    /// <summary>Makes an input of one, or of two.</summary>
    /// <param name="parent">The one that is changed.</param>
    /// <param name="other">The one that parts may come from.</param>
    /// <returns>The new input; stands until the next call.</returns>
    public ReadOnlySpan<byte> Mutate(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> other)
    {
        _length = Math.Min(parent.Length, longest);
        parent[.._length].CopyTo(_input);
        for (var steps = 1 << random.Next(MostDoublings + 1); steps > 0; steps--) Step(other);
        return _input.AsSpan(0, _length);
    }

    private void Step(ReadOnlySpan<byte> other)
    {
        var kind = random.Next(14);
        if (_length == 0) kind = 8 + kind % 3;
        switch (kind)
        {
            case 0 or 1: _input[Place()] ^= (byte)(1 << random.Next(8)); break;
            case 2: _input[Place()] = (byte)random.Next(256); break;
            case 3: _input[Place()] = Edges[random.Next(Edges.Length)]; break;
            case 4: _input[Place()] += (byte)random.Next(-16, 17); break;
            case 5: Delete(Place(), random.Next(1, 9)); break;
            case 6: Delete(Place(), random.Next(1, _length + 1)); break;
            case 7: Insert(Place(), Part(_input.AsSpan(0, _length))); break;
            case 8: Insert(random.Next(_length + 1), [(byte)random.Next(256)]); break;
            case 9: Insert(random.Next(_length + 1), Word()); break;
            case 10: Insert(random.Next(_length + 1), Part(other)); break;
            case 11: Overwrite(Place(), Word()); break;
            case 12: Overwrite(Place(), Part(other)); break;
            default: Overwrite(Place(), Part(_input.AsSpan(0, _length))); break;
        }
    }

    private int Place() => random.Next(_length);

    private ReadOnlySpan<byte> Word() => words.Length == 0 ? [Edges[random.Next(Edges.Length)]] : words[random.Next(words.Length)];

    private ReadOnlySpan<byte> Part(ReadOnlySpan<byte> of)
    {
        if (of.IsEmpty) return of;
        var begin = random.Next(of.Length);
        var most = random.Next(2) == 0 ? of.Length - begin : Math.Min(of.Length - begin, 16);
        return of.Slice(begin, random.Next(1, most + 1));
    }

    private void Delete(int at, int count)
    {
        count = Math.Min(count, _length - at);
        _input.AsSpan(at + count, _length - at - count).CopyTo(_input.AsSpan(at));
        _length -= count;
    }

    private void Insert(int at, ReadOnlySpan<byte> part)
    {
        // The part may be one of the input itself, which moves.
        Span<byte> copy = stackalloc byte[Math.Min(part.Length, longest - _length)];
        part[..copy.Length].CopyTo(copy);
        _input.AsSpan(at, _length - at).CopyTo(_input.AsSpan(at + copy.Length));
        copy.CopyTo(_input.AsSpan(at));
        _length += copy.Length;
    }

    private void Overwrite(int at, ReadOnlySpan<byte> part)
    {
        var count = Math.Min(part.Length, _length - at);
        part[..count].CopyTo(_input.AsSpan(at));
    }
}

using System.Buffers.Binary;

namespace O2X.Fuzzing;

/// <summary>Cuts an input into the numbers and bytes that a target asks for; past its end there are zeros and nothing.</summary>
internal ref struct ByteFeed(ReadOnlySpan<byte> input)
{
    private ReadOnlySpan<byte> _rest = input;

    public readonly bool IsEmpty => _rest.IsEmpty;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Byte()
    {
        if (_rest.IsEmpty) return 0;
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public long Number()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        Fill(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    /// <summary>Takes so many bytes, or as many as there are.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        count = Math.Min(count, _rest.Length);
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    /// <summary>Takes as many bytes as there is room for; what is left of the room is zeros.</summary>
    public void Fill(scoped Span<byte> room)
    {
        var taken = Take(room.Length);
        taken.CopyTo(room);
        room[taken.Length..].Clear();
    }

    /// <summary>Takes up to and without the next line feed.</summary>
    public ReadOnlySpan<byte> Line()
    {
        var length = _rest.IndexOf((byte)'\n');
        var line = Take(length < 0 ? _rest.Length : length);
        Take(1);
        return line;
    }
}

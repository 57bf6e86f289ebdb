namespace O2X.Fuzzing.Guidance;

/// <summary>The inputs that are worth changing: the seeds, and each that did something new.</summary>
internal sealed class Corpus(Random random)
{
    // What was found last is near to what was not found yet.
    private const int Latest = 16;

    private readonly List<byte[]> _inputs = [];

    public int Count => _inputs.Count;

    public void Add(byte[] input) => _inputs.Add(input);

    public byte[] Pick()
    {
        var from = random.Next(2) == 0 ? Math.Max(0, Count - Latest) : 0;
        return _inputs[random.Next(from, Count)];
    }
}

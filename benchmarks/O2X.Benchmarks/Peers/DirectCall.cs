using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Peers;

/// <summary>The floor: decodes and calls each subscriber on the caller's thread. What the work itself costs.</summary>
internal sealed class DirectCall : IPipeline
{
    private readonly PacketDecoder _decoder = new();
    private readonly Tally[] _tallies;

    private DirectCall(int subscribers) => _tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];

    public static Contender Contender { get; } = new("direct call", subscribers => Task.FromResult<IPipeline>(new DirectCall(subscribers)));

    public IReadOnlyList<Tally> Tallies => _tallies;

    public void Write(byte[] packet, long timestamp)
    {
        if (!_decoder.Accept(packet, timestamp)) return;
        foreach (var tally in _tallies) tally.OnNext(_decoder.State);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using O2X.Benchmarks.Measurement;
using R3;

namespace O2X.Benchmarks.Peers;

/// <summary>R3 as it is without a scheduler: everything happens in the writer's call, so nothing waits and nothing is isolated.</summary>
internal sealed class R3OnTheCallersThread : IPipeline
{
    private readonly Subject<Packet> _packets = new();
    private readonly PacketDecoder _decoder = new();
    private readonly IDisposable _connection;

    private R3OnTheCallersThread(int subscribers)
    {
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        var updates = _packets
            .Where(packet => _decoder.Accept(packet.Bytes, packet.Timestamp))
            .Select(_ => _decoder.State)
            .Publish();
        foreach (var tally in Tallies) updates.Subscribe(tally.OnNext);
        _connection = updates.Connect();
    }

    public static Contender Contender { get; } = new("R3, on the caller's thread", subscribers => Task.FromResult<IPipeline>(new R3OnTheCallersThread(subscribers)));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp) => _packets.OnNext(new Packet(packet, timestamp));

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _packets.Dispose();
        return ValueTask.CompletedTask;
    }
}

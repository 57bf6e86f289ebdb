using O2X.Benchmarks.Measurement;
using R3;

namespace O2X.Benchmarks.Peers;

/// <summary>R3, across a thread: ObserveOnThreadPool is its operator for that. Its queue has no bound.</summary>
internal sealed class R3ObserveOn : IPipeline
{
    private readonly Subject<Packet> _packets = new();
    private readonly PacketDecoder _decoder = new();
    private readonly IDisposable _connection;
    private readonly Window _window;

    private R3ObserveOn(int subscribers)
    {
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        _window = new Window(Tallies, Window.Packets);
        var updates = _packets
            .ObserveOnThreadPool()
            .Where(packet => _decoder.Accept(packet.Bytes, packet.Timestamp))
            .Select(_ => _decoder.State)
            .Publish();
        foreach (var tally in Tallies) updates.Subscribe(tally.OnNext);
        _connection = updates.Connect();
    }

    public static Contender Contender { get; } = new("R3, ObserveOnThreadPool", subscribers => Task.FromResult<IPipeline>(new R3ObserveOn(subscribers)));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp)
    {
        _window.Enter();
        _packets.OnNext(new Packet(packet, timestamp));
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _packets.Dispose();
        return ValueTask.CompletedTask;
    }
}

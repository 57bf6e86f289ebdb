using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Peers;

/// <summary>
/// Rx alone, across a thread by ObserveOn. Of the schedulers, its documentation gives the task pool where speed counts; ObserveOn takes one
/// long-running task of it (the event loop, for work that must stay on one thread, schedules each element and is slower). Its queue has no
/// bound.
/// </summary>
internal sealed class RxObserveOn : IPipeline
{
    private readonly Subject<Packet> _packets = new();
    private readonly PacketDecoder _decoder = new();
    private readonly IDisposable _connection;
    private readonly Window _window;

    private RxObserveOn(int subscribers)
    {
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        _window = new Window(Tallies, Window.Packets);
        var updates = _packets
            .ObserveOn(TaskPoolScheduler.Default)
            .Where(packet => _decoder.Accept(packet.Bytes, packet.Timestamp))
            .Select(_ => _decoder.State)
            .Publish();
        foreach (var tally in Tallies) updates.Subscribe(tally);
        _connection = updates.Connect();
    }

    public static Contender Contender { get; } = new("Rx, ObserveOn the task pool", subscribers => Task.FromResult<IPipeline>(new RxObserveOn(subscribers)));

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

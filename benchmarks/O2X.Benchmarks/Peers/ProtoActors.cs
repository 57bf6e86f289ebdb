using System.Reactive.Subjects;
using O2X.Benchmarks.Measurement;
using O2X.Vehicles;
using Proto;

namespace O2X.Benchmarks.Peers;

/// <summary>
/// Proto.Actor: a link actor, a decoder actor, a message a packet, and a Subject. The mailboxes are the default ones, and
/// the writer waits for the window: a bounded mailbox would wait too, and was slower.
/// </summary>
internal sealed class ProtoActors : IPipeline
{
    private readonly ActorSystem _system = new();
    private readonly Subject<VehicleSnapshot> _updates = new();
    private readonly Window _window;
    private readonly PID _link;

    private ProtoActors(int subscribers)
    {
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        _window = new Window(Tallies, Window.Packets);
        foreach (var tally in Tallies) _updates.Subscribe(tally);
        var decoder = _system.Root.Spawn(Props.FromProducer(() => new DecoderActor(_updates)));
        _link = _system.Root.Spawn(Props.FromProducer(() => new LinkActor(decoder)));
    }

    public static Contender Contender { get; } = new("Proto.Actor and a Subject", subscribers => Task.FromResult<IPipeline>(new ProtoActors(subscribers)));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp)
    {
        _window.Enter();
        _system.Root.Send(_link, new PacketMessage(packet, timestamp));
    }

    public async ValueTask DisposeAsync()
    {
        await _system.ShutdownAsync();
        await _system.DisposeAsync();
        _updates.Dispose();
    }

    private sealed class LinkActor(PID decoder) : IActor
    {
        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is PacketMessage packet) context.Send(decoder, packet);
            return Task.CompletedTask;
        }
    }

    private sealed class DecoderActor(Subject<VehicleSnapshot> updates) : IActor
    {
        private readonly PacketDecoder _decoder = new();

        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is PacketMessage packet && _decoder.Accept(packet.Bytes, packet.Timestamp)) updates.OnNext(_decoder.State);
            return Task.CompletedTask;
        }
    }
}

using System.Reactive.Subjects;
using Akka.Actor;
using O2X.Benchmarks.Measurement;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Benchmarks.Peers;

/// <summary>What one would write first: a link actor, a decoder actor, a message a packet, and a Subject.</summary>
internal sealed class TwoActors : IPipeline
{
    private readonly ActorSystem _system = ActorSystem.Create("two-actors", "akka.loglevel = WARNING");
    private readonly IActorRef _link;

    private TwoActors(int subscribers)
    {
        var updates = new Subject<VehicleSnapshot>();
        Tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];
        foreach (var tally in Tallies) updates.Subscribe(tally);
        var decoder = _system.ActorOf(Props.Create(() => new DecoderActor(updates)));
        _link = _system.ActorOf(Props.Create(() => new LinkActor(decoder)));
    }

    public static Contender Contender { get; } = new("Akka.NET actors and a Subject", subscribers => Task.FromResult<IPipeline>(new TwoActors(subscribers)));

    public IReadOnlyList<Tally> Tallies { get; }

    public void Write(byte[] packet, long timestamp) => _link.Tell(new Packet(packet, timestamp), ActorRefs.NoSender);

    public async ValueTask DisposeAsync() => await _system.Terminate();

    private sealed record Packet(byte[] Bytes, long Timestamp);

    private sealed class LinkActor : ReceiveActor
    {
        public LinkActor(IActorRef decoder) => Receive<Packet>(decoder.Forward);
    }

    private sealed class DecoderActor : ReceiveActor
    {
        public DecoderActor(Subject<VehicleSnapshot> updates)
        {
            var tracker = new VehicleTracker();
            tracker.BeginLink(PayloadKind.CanFrame, null, 0);
            Receive<Packet>(packet =>
            {
                if ((tracker.Accept(packet.Bytes, packet.Timestamp) & VehicleChanges.Refreshed) != 0) updates.OnNext(tracker.State);
            });
        }
    }
}

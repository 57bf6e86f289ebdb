using Akka.Actor;
using System.Reactive.Subjects;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Benchmarks.Peers;

/// <summary>What one would write first: a link actor, a decoder actor, a message a packet, and a Subject.</summary>
internal sealed class TwoActors
{
    private readonly ActorSystem _system;
    private readonly IActorRef _link;

    public TwoActors(ActorSystem system)
    {
        _system = system;
        var decoder = system.ActorOf(Props.Create(() => new DecoderActor(Updates)));
        _link = system.ActorOf(Props.Create(() => new LinkActor(decoder)));
    }

    public Subject<VehicleSnapshot> Updates { get; } = new();

    public void Write(byte[] packet, long timestamp) => _link.Tell(new Packet(packet, timestamp), ActorRefs.NoSender);

    public void Stop() => _system.Stop(_link);

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

using Akka.Actor;
using O2X.Actors.Decoding;

namespace O2X.Actors.Tests.Decoding;

/// <summary>A writer and a decoder that falls asleep whenever it finds nothing, on threads of their own.</summary>
public sealed class LinkSinkStressTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("sink", "akka { loglevel = OFF, stdout-loglevel = OFF }");

    // Bursts on both sides of the length at which the writer gives up its barrier, with sleeps between.
    [Theory]
    [InlineData(1, 4, 100_000)]
    [InlineData(1, 300, 10_000)]
    [InlineData(120, 140, 10_000)]
    [InlineData(2_000, 4_000, 300)]
    public void Wakes_the_decoder_for_every_packet(int shortest, int longest, int bursts)
    {
        var counted = new Counted();
        var decoder = _system.ActorOf(Props.Create(() => new Decoder(counted)));
        var sink = new LinkSink(1, 16 << 10, isLossless: true, decoder, ActorRefs.Nobody);
        var random = new Random(7);
        byte[] packet = [1, 2, 3, 4, 5, 6, 7, 8];
        var written = 0L;
        for (var burst = 0; burst < bursts; burst++)
        {
            for (var i = random.Next(shortest, longest + 1); i > 0; i--)
            {
                Assert.True(SpinWait.SpinUntil(() => sink.TryWrite(packet, written), TimeSpan.FromSeconds(30)), "The decoder sleeps beside a full ring.");
                written++;
            }

            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref counted.Packets) == written, TimeSpan.FromSeconds(30)), "The decoder sleeps beside a packet.");
        }
    }

    public void Dispose() => _system.Terminate().GetAwaiter().GetResult();

    private sealed class Counted
    {
        public long Packets;
    }

    private sealed class Decoder(Counted counted) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            var sink = ((DecoderProtocol.Drain)message).Sink;
            while (sink.TryPeek(out var packet, out _, out _))
            {
                sink.Release(packet.Length);
                Volatile.Write(ref counted.Packets, counted.Packets + 1);
            }

            if (!sink.TrySleep()) Self.Tell(message);
        }
    }
}

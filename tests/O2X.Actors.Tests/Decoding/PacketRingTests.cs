using CsCheck;
using O2X.Actors.Decoding;

namespace O2X.Actors.Tests.Decoding;

public sealed class PacketRingTests
{
    [Fact]
    public void Is_empty_at_first()
    {
        var ring = new PacketRing(2048);

        Assert.True(ring.IsEmpty);
        Assert.False(ring.TryPeek(out _, out _, out _));
    }

    [Fact]
    public void Gives_packets_back_as_they_came()
    {
        // A model of the ring: a queue. Random writes and reads of random lengths must agree with it, full and empty included.
        Gen.Select(Gen.Int[0, 512], Gen.Bool).Array[0, 400].Sample(steps =>
        {
            var ring = new PacketRing(2048);
            var model = new Queue<(byte[] Packet, long Timestamp, int Lost)>();
            for (var i = 0; i < steps.Length; i++)
            {
                var (length, writes) = steps[i];
                if (writes)
                {
                    var packet = new byte[length];
                    packet.AsSpan().Fill((byte)i);
                    if (ring.TryWrite(packet, i, length)) model.Enqueue((packet, i, length));
                    else Assert.False(ring.IsEmpty);
                }
                else if (ring.TryPeek(out var packet, out var timestamp, out var lost))
                {
                    var expected = model.Dequeue();
                    Assert.Equal(expected.Packet, packet.ToArray());
                    Assert.Equal((expected.Timestamp, expected.Lost), (timestamp, lost));
                    ring.Release(packet.Length);
                }
                else
                {
                    Assert.Empty(model);
                }

                if (model.Count > 0) Assert.False(ring.IsEmpty);
                else if (!ring.TryPeek(out _, out _, out _)) Assert.True(ring.IsEmpty);
                else Assert.Fail("The ring has a packet that nobody wrote.");
            }
        });
    }

    [Fact]
    public void Refuses_what_finds_no_room_and_takes_it_after_a_release()
    {
        var ring = new PacketRing(2048);
        var written = 0;
        while (ring.TryWrite(new byte[48], written, 0)) written++;

        Assert.Equal(2048 / 64, written);
        for (var i = 0; i < 2; i++)
        {
            Assert.True(ring.TryPeek(out var packet, out _, out _));
            ring.Release(packet.Length);
        }

        Assert.True(ring.TryWrite(new byte[48], written, 0));
    }

    [Fact]
    public void Tears_no_packet_between_two_threads()
    {
        const int Packets = 500_000;
        var ring = new PacketRing(4096);
        var random = new Random(7);
        var lengths = Enumerable.Range(0, 1024).Select(_ => random.Next(0, 65)).ToArray();

        var writer = new Thread(() =>
        {
            Span<byte> packet = stackalloc byte[64];
            var spin = new SpinWait();
            for (var i = 0; i < Packets; i++)
            {
                var bytes = packet[..lengths[i % lengths.Length]];
                bytes.Fill((byte)i);
                while (!ring.TryWrite(bytes, i, -i)) spin.SpinOnce(sleep1Threshold: -1);
            }
        });
        writer.Start();

        var torn = 0;
        var wait = new SpinWait();
        for (var i = 0; i < Packets;)
        {
            if (!ring.TryPeek(out var packet, out var timestamp, out var lost))
            {
                wait.SpinOnce(sleep1Threshold: -1);
                continue;
            }

            if (timestamp != i || lost != -i || packet.Length != lengths[i % lengths.Length] || packet.ContainsAnyExcept((byte)i)) torn++;
            ring.Release(packet.Length);
            i++;
        }

        writer.Join();
        Assert.Equal(0, torn);
        Assert.False(ring.TryPeek(out _, out _, out _));
        Assert.True(ring.IsEmpty);
    }
}

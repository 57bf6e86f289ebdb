using Akka.Actor;
using O2X.Actors.Decoding;
using O2X.Links;

namespace O2X.Actors.Tests.Decoding;

public sealed class LinkSinkTests
{
    [Fact]
    public void Counts_what_finds_no_room_and_tells_it_with_the_next_packet()
    {
        var sink = NewSink(isLossless: false);
        while (sink.TryWrite(new byte[16], 1))
        {
        }

        sink.TryWrite(new byte[16], 2);
        Assert.Equal(2, sink.Dropped);

        // Room comes back a sixteenth of the ring at a time.
        for (var i = 0; i < 4; i++) Assert.Equal((1, 0), Read(sink));
        Assert.True(sink.TryWrite(new byte[16], 3));
        var rest = Enumerable.Range(0, 61).Select(_ => Read(sink)).ToList();
        Assert.Equal((3, 2), rest[^1]);
    }

    [Fact]
    public void Counts_nothing_that_a_lossless_source_tries_again()
    {
        var sink = NewSink(isLossless: true);
        while (sink.TryWrite(new byte[16], 1))
        {
        }

        Assert.Equal(0, sink.Dropped);
    }

    [Fact]
    public void Refuses_a_packet_that_is_too_long_and_counts_it()
    {
        var sink = NewSink(isLossless: false);

        sink.TryWrite(new byte[ILinkSink.MaxPacketLength + 1], 1);

        Assert.Equal(1, sink.Dropped);
        Assert.False(sink.HasPending);
        Assert.True(sink.TryWrite(new byte[ILinkSink.MaxPacketLength], 2));
    }

    [Fact]
    public async Task Takes_nothing_after_its_attempt_is_over()
    {
        var sink = NewSink(isLossless: true);
        sink.Close();

        Assert.False(sink.TryWrite(new byte[16], 1));
        Assert.False(sink.HasPending);
        Assert.False(await sink.DrainedAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Lets_a_writer_wait_until_everything_is_taken()
    {
        var sink = NewSink(isLossless: true);
        while (sink.TryWrite(new byte[500], 1))
        {
        }

        var room = sink.DrainedAsync(CancellationToken.None).AsTask();
        Assert.False(room.IsCompleted);
        while (Read(sink).Timestamp >= 0) Assert.False(room.IsCompleted);
        sink.SignalDrained();

        Assert.True(await room);
        Assert.True(sink.TryWrite(new byte[500], 2));
    }

    [Fact]
    public async Task Lets_a_writer_give_up_waiting()
    {
        var sink = NewSink(isLossless: true);
        while (sink.TryWrite(new byte[500], 1))
        {
        }

        using var cancel = new CancellationTokenSource();
        var room = sink.DrainedAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => room);
    }

    private static LinkSink NewSink(bool isLossless) => new(1, 2048, isLossless, ActorRefs.Nobody, ActorRefs.Nobody);

    private static (long Timestamp, int Lost) Read(LinkSink sink)
    {
        if (!sink.TryPeek(out var packet, out var timestamp, out var lost)) return (-1, -1);
        sink.Release(packet.Length);
        return (timestamp, lost);
    }
}

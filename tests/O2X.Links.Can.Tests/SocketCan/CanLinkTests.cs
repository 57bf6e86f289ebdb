using System.Net.Sockets;
using System.Threading.Channels;
using O2X.Links.Can.SocketCan;
using O2X.Links.Time;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Tests.SocketCan;

public sealed class CanLinkTests
{
    private static readonly CanFrame Frame = CanFrame.Create(0x580, [1, 2, 3, 4, 5, 6, 7, 8]);

    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly RecordingSink _sink = new();

    [Fact]
    public async Task Hands_on_frames_in_order_with_their_time()
    {
        using var bus = new StandInBus();
        await using var link = new CanLink(bus.Socket, _clock, "can0", _sink);
        for (byte i = 0; i < 50; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            bus.Put(CanFrame.Create(0x713, [i]));

            Assert.Equal(($"1307000001000000{i:X2}00000000000000", _clock.GetTicks()), await _sink.Packets.ReadAsync());
        }
    }

    [Fact]
    public async Task Passes_over_what_is_no_classic_frame()
    {
        using var bus = new StandInBus();
        await using var link = new CanLink(bus.Socket, _clock, "can0", _sink);

        bus.Put([1, 2, 3]);
        bus.Put(Frame);

        Assert.Equal(("80050000080000000102030405060708", 0L), await _sink.Packets.ReadAsync());
    }

    [Fact]
    public async Task Ends_at_once_when_it_is_disposed_of_on_a_silent_bus()
    {
        using var bus = new StandInBus();
        var link = new CanLink(bus.Socket, _clock, "can0", _sink);

        await link.DisposeAsync();
        await link.DisposeAsync();

        Assert.False(_sink.Closed.IsCompleted);
        Assert.False(_sink.Packets.TryRead(out _));
    }

    [Fact]
    public async Task Tells_why_it_was_closed()
    {
        // A socket that was never connected fails at the first reading.
        var broken = new CanSocket(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
        await using var link = new CanLink(broken, _clock, "can0", _sink);

        var fault = await _sink.Closed;

        Assert.Equal(LinkLossReason.AdapterOff, fault.Reason);
        Assert.Contains("can0", fault.Detail, StringComparison.Ordinal);
        Assert.Contains("can0", fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_the_interface_looked_at_again_before_it_tells_that_it_was_closed()
    {
        var looking = new TaskCompletionSource();
        var looked = new TaskCompletionSource();
        var broken = new CanSocket(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
        await using var link = new CanLink(broken, _clock, "can0", _sink, failed: () =>
        {
            looking.SetResult();
            return looked.Task;
        });

        await looking.Task;
        Assert.False(_sink.Closed.IsCompleted);

        looked.SetResult();
        await _sink.Closed;
    }

    private sealed class RecordingSink : ILinkSink
    {
        private readonly Channel<(string, long)> _packets = Channel.CreateUnbounded<(string, long)>();
        private readonly TaskCompletionSource<LinkFault> _closed = new();

        public ChannelReader<(string Bytes, long At)> Packets => _packets.Reader;

        public Task<LinkFault> Closed => _closed.Task;

        public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp) => _packets.Writer.TryWrite((Convert.ToHexString(packet), timestamp));

        public ValueTask<bool> DrainedAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

        public void OnClosed(LinkFault fault) => _closed.SetResult(fault);
    }
}

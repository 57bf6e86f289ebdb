using O2X.Links.Can.SocketCan;
using O2X.Links.Time;

namespace O2X.Links.Can.Tests.SocketCan;

/// <summary>The transport on this machine's own kernel, which need not have CAN: every Linux has <c>lo</c>.</summary>
public sealed class SocketCanTransportTests
{
    [Fact]
    public async Task Introduces_itself()
    {
        var clock = new VirtualClock(DateTimeOffset.UnixEpoch);
        await using var transport = new SocketCanTransport(new SocketCanOptions("can0"), clock);

        Assert.Equal(new TransportInfo("can:can0", TransportKind.Bus), transport.Info);
        Assert.Same(clock, transport.Clock);
    }

    [Theory]
    [InlineData("lo", Availability.Unsuitable)]
    [InlineData("o2x-not-there", Availability.Absent)]
    public async Task Knows_the_interface_from_the_start_and_completes_at_the_end(string name, Availability expected)
    {
        var observer = new LastObserver();
        await using (var transport = new SocketCanTransport(new SocketCanOptions(name)))
        {
            transport.State.Subscribe(observer);

            Assert.Equal(expected, observer.Last!.Availability);
            Assert.Contains(name, observer.Last.Detail, StringComparison.Ordinal);
            Assert.NotNull(observer.Last.Advice);
            Assert.False(observer.IsCompleted);
        }

        Assert.True(observer.IsCompleted);
    }

    [Fact]
    public async Task Refuses_to_open_what_is_not_usable()
    {
        await using var transport = new SocketCanTransport(new SocketCanOptions("lo"));

        var scan = await Assert.ThrowsAsync<LinkException>(() => transport.StartScanAsync(ScanFilter.Any, new NoSink(), default));
        var connect = await Assert.ThrowsAsync<LinkException>(() => transport.ConnectAsync(new Sighting("lo", 0), new NoSink(), default));

        Assert.Equal((LinkLossReason.AdapterOff, "lo is not a CAN interface."), (scan.Fault.Reason, scan.Fault.Detail));
        Assert.Equal(scan.Fault, connect.Fault);
    }

    [Fact]
    public async Task Opens_nothing_when_it_is_cancelled_first()
    {
        await using var transport = new SocketCanTransport(new SocketCanOptions("lo"));
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.StartScanAsync(ScanFilter.Any, new NoSink(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.ConnectAsync(new Sighting("lo", 0), new NoSink(), cancelled));
    }

    [Fact]
    public async Task Opens_nothing_when_it_was_disposed_of()
    {
        var transport = new SocketCanTransport(new SocketCanOptions("lo"));
        await transport.DisposeAsync();
        await transport.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => transport.StartScanAsync(ScanFilter.Any, new NoSink(), default));
    }

    private sealed class LastObserver : IObserver<TransportState>
    {
        public TransportState? Last { get; private set; }

        public bool IsCompleted { get; private set; }

        public void OnNext(TransportState value) => Last = value;

        public void OnCompleted() => IsCompleted = true;

        public void OnError(Exception error) => Assert.Fail($"A state failed: {error}");
    }

    private sealed class NoSink : IScanSink, ILinkSink
    {
        public void OnSighting(Sighting sighting) => Assert.Fail("There is no bus.");

        public void OnEnded(LinkFault fault) => Assert.Fail("There is no scan.");

        public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp) => throw new InvalidOperationException("There is no bus.");

        public ValueTask<bool> WaitForRoomAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("There is no bus.");

        public void OnClosed(LinkFault fault) => Assert.Fail("There is no link.");
    }
}

using O2X.Links;
using O2X.Links.Profiles;
using O2X.Links.Time;
using Xunit;

namespace O2X.TestKit.Links;

/// <summary>What every transport promises. A test class for a transport derives from this and brings a world with one vehicle in it.</summary>
public abstract class LinkTransportContract
{
    protected abstract ILinkTransport Transport { get; }

    /// <summary>The profile of the vehicle that is there.</summary>
    protected abstract ILinkProfile Profile { get; }

    /// <summary>Lets the world go on until something is so, and fails the test if that takes too long.</summary>
    protected abstract Task GoOnUntilAsync(Func<bool> isSo);

    /// <summary>Lets the world go on long enough for several sightings and packets.</summary>
    protected abstract Task GoOnAsync();

    protected abstract Task SwitchOffAsync();

    protected abstract Task SwitchOnAsync();

    /// <summary>How much is open: links, scans, timers, sockets.</summary>
    protected abstract int OpenResources { get; }

    [Fact]
    public async Task Scan_finds_the_vehicle()
    {
        var sighting = await FindAsync();
        Assert.Equal(SightingVerdict.Candidate, Profile.Judge(sighting, vin: null));
        Assert.NotEmpty(sighting.Address);
        Assert.InRange(sighting.Timestamp, 0, Transport.Clock.GetTicks());
    }

    [Fact]
    public async Task Scan_tells_of_the_vehicle_again_and_again()
    {
        var sink = new RecordingScanSink();
        await using var scan = await Transport.StartScanAsync(Filter, sink, default);
        await GoOnUntilAsync(() => sink.Sightings.Count >= 3);
        Assert.Equal(sink.Sightings.Select(s => s.Timestamp).Order(), sink.Sightings.Select(s => s.Timestamp));
    }

    [Fact]
    public async Task Scan_is_silent_once_it_was_stopped()
    {
        var sink = new RecordingScanSink();
        var scan = await Transport.StartScanAsync(Filter, sink, default);
        await GoOnUntilAsync(() => sink.Sightings.Count > 0);
        await scan.DisposeAsync();
        await scan.DisposeAsync();
        var heard = sink.Sightings.Count;
        await GoOnAsync();
        Assert.Equal(heard, sink.Sightings.Count);
        Assert.Null(sink.Ended);
        Assert.Equal(0, OpenResources);
    }

    [Fact]
    public async Task Scan_can_be_cancelled_before_it_starts()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Transport.StartScanAsync(Filter, new RecordingScanSink(), new CancellationToken(canceled: true)));
        Assert.Equal(0, OpenResources);
    }

    [Fact]
    public async Task Two_scans_do_not_disturb_each_other()
    {
        var (first, second) = (new RecordingScanSink(), new RecordingScanSink());
        var firstScan = await Transport.StartScanAsync(Filter, first, default);
        await using var secondScan = await Transport.StartScanAsync(Filter, second, default);
        await firstScan.DisposeAsync();
        var heard = (First: first.Sightings.Count, Second: second.Sightings.Count);
        await GoOnUntilAsync(() => second.Sightings.Count >= heard.Second + 2);
        Assert.Equal(heard.First, first.Sightings.Count);
    }

    [Fact]
    public async Task Link_delivers_packets_in_the_order_of_their_time()
    {
        var sink = new RecordingLinkSink();
        await using var link = await OpenAsync(sink);
        await GoOnUntilAsync(() => sink.Packets.Count >= 5);
        var times = sink.Packets.Select(p => p.Timestamp).ToList();
        Assert.Equal(times.Order(), times);
        Assert.InRange(times[^1], 0, Transport.Clock.GetTicks());
        Assert.All(sink.Packets, p => Assert.InRange(p.Packet.Length, 1, ILinkSink.MaxPacketLength));
        Assert.Empty(sink.Faults);
    }

    [Fact]
    public async Task Link_is_silent_once_it_was_closed()
    {
        var sink = new RecordingLinkSink();
        var link = await OpenAsync(sink);
        await GoOnUntilAsync(() => sink.Packets.Count > 0);
        await link.DisposeAsync();
        await link.DisposeAsync();
        var received = sink.Packets.Count;
        await GoOnAsync();
        Assert.Equal(received, sink.Packets.Count);
        Assert.Empty(sink.Faults);
        Assert.Equal(0, OpenResources);
    }

    [Fact]
    public async Task Link_can_be_made_again_after_it_was_closed()
    {
        await (await OpenAsync(new RecordingLinkSink())).DisposeAsync();
        var sink = new RecordingLinkSink();
        await using var link = await OpenAsync(sink);
        await GoOnUntilAsync(() => sink.Packets.Count > 0);
    }

    [Fact]
    public async Task Connecting_can_be_cancelled_before_it_starts()
    {
        var sighting = await FindAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Transport.ConnectAsync(sighting, new RecordingLinkSink(), new CancellationToken(canceled: true)));
        Assert.Equal(0, OpenResources);
    }

    [Fact]
    public async Task State_is_replayed_to_each_new_observer()
    {
        var (first, second) = (new RecordingObserver<TransportState>(), new RecordingObserver<TransportState>());
        using var one = Transport.State.Subscribe(first);
        using var two = Transport.State.Subscribe(second);
        await GoOnUntilAsync(() => first.Values.Count > 0 && second.Values.Count > 0);
        Assert.Equal(TransportState.On, first.Values[^1]);
        Assert.Equal(TransportState.On, second.Values[^1]);
    }

    [Fact]
    public async Task State_tells_of_each_change_with_advice()
    {
        var observer = new RecordingObserver<TransportState>();
        using var subscription = Transport.State.Subscribe(observer);
        await SwitchOffAsync();
        await GoOnUntilAsync(() => observer.Values is [.., { Availability: not Availability.On }]);
        Assert.NotNull(observer.Values[^1].Detail);
        Assert.NotNull(observer.Values[^1].Advice);
        await SwitchOnAsync();
        await GoOnUntilAsync(() => observer.Values is [.., { Availability: Availability.On }]);
    }

    [Fact]
    public async Task State_is_silent_to_those_who_left()
    {
        var observer = new RecordingObserver<TransportState>();
        Transport.State.Subscribe(observer).Dispose();
        var told = observer.Values.Count;
        await SwitchOffAsync();
        await GoOnAsync();
        Assert.Equal(told, observer.Values.Count);
    }

    [Fact]
    public async Task Switching_off_ends_scans_and_links()
    {
        var (scanSink, linkSink) = (new RecordingScanSink(), new RecordingLinkSink());
        await using var link = await OpenAsync(linkSink);
        await using var scan = await Transport.StartScanAsync(Filter, scanSink, default);
        await SwitchOffAsync();
        await GoOnUntilAsync(() => scanSink.Ended is not null && linkSink.Faults.Count > 0);
        Assert.Equal(LinkLossReason.AdapterOff, scanSink.Ended!.Reason);
        Assert.Equal(LinkLossReason.AdapterOff, Assert.Single(linkSink.Faults).Reason);
    }

    [Fact]
    public async Task Nothing_can_be_started_while_it_is_off()
    {
        var sighting = await FindAsync();
        await SwitchOffAsync();
        var scan = await Assert.ThrowsAsync<LinkException>(() => Transport.StartScanAsync(Filter, new RecordingScanSink(), default));
        var connect = await Assert.ThrowsAsync<LinkException>(() => Transport.ConnectAsync(sighting, new RecordingLinkSink(), default));
        Assert.Equal(LinkLossReason.AdapterOff, scan.Fault.Reason);
        Assert.Equal(LinkLossReason.AdapterOff, connect.Fault.Reason);
        Assert.Equal(0, OpenResources);
    }

    [Fact]
    public async Task Works_again_after_it_was_off()
    {
        await SwitchOffAsync();
        await SwitchOnAsync();
        var sink = new RecordingLinkSink();
        await using var link = await OpenAsync(sink);
        await GoOnUntilAsync(() => sink.Packets.Count > 0);
    }

    [Fact]
    public async Task Disposing_ends_everything_and_may_be_done_twice()
    {
        var (scanSink, linkSink, observer) = (new RecordingScanSink(), new RecordingLinkSink(), new RecordingObserver<TransportState>());
        using var subscription = Transport.State.Subscribe(observer);
        var link = await OpenAsync(linkSink);
        var scan = await Transport.StartScanAsync(Filter, scanSink, default);
        await Transport.DisposeAsync();
        await Transport.DisposeAsync();
        await GoOnUntilAsync(() => observer.Completions > 0);
        Assert.Equal(1, observer.Completions);
        var (heard, received) = (scanSink.Sightings.Count, linkSink.Packets.Count);
        await GoOnAsync();
        Assert.Equal((heard, received), (scanSink.Sightings.Count, linkSink.Packets.Count));
        await link.DisposeAsync();
        await scan.DisposeAsync();
        Assert.Equal(0, OpenResources);
    }

    protected ScanFilter Filter => new(Profile.ServiceUuids);

    protected async Task<Sighting> FindAsync()
    {
        var sink = new RecordingScanSink();
        await using var scan = await Transport.StartScanAsync(Filter, sink, default);
        await GoOnUntilAsync(() => sink.Sightings.Count > 0);
        return sink.Sightings[0];
    }

    protected async Task<ILink> OpenAsync(RecordingLinkSink sink)
    {
        var link = await Transport.ConnectAsync(await FindAsync(), sink, default);
        Assert.NotEqual(VinVerdict.WrongVehicle, await Profile.OpenAsync(link, vin: null, default));
        return link;
    }
}

using O2X.Actors.Scanning;
using O2X.Links;
using O2X.TestKit;
using static O2X.Actors.Scanning.ScannerState;

namespace O2X.Actors.Tests.Scanning;

/// <summary>The state table of the scanner, transition by transition.</summary>
public sealed class ScannerSpecs : IAsyncLifetime
{
    private readonly EngineBench _bench = new();
    private readonly TransitionRecorder<ScannerState> _scanner;

    public ScannerSpecs() => _scanner = new TransitionRecorder<ScannerState>(_bench.System, "/user/*/link/scanner");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task Idle_to_Starting_and_Scanning()
    {
        await _bench.SubscribeAsync();

        Assert.Equal([(Idle, Starting), (Starting, ScannerState.Scanning)], _scanner.Items);
        Assert.Equal(1, _bench.Transport.OpenScans);
    }

    [Fact]
    public async Task Starting_to_Stopping_when_a_candidate_was_seen_before_it_had_started()
    {
        _bench.Transport.StartScan.Hangs = true;
        await _bench.SubscribeAsync();
        Assert.Equal([(Idle, Starting)], _scanner.Items);

        _bench.Transport.SightEarly();
        Assert.Equal(0, _bench.Transport.ConnectsTried);
        _bench.Transport.Recover();

        Assert.Equal([(Starting, Stopping), (Stopping, Idle)], _scanner.Items.Skip(1));
        Assert.Equal((0, 1), (_bench.Transport.OpenScans, _bench.Transport.ConnectsTried));
    }

    [Fact]
    public async Task Starting_to_Idle_when_it_fails()
    {
        _bench.Transport.StartScan.Fail(LinkLossReason.Unknown, "busy");

        await _bench.SubscribeAsync();

        Assert.Equal([(Idle, Starting), (Starting, Idle)], _scanner.Items);
        Assert.Equal("busy", _bench.Link.Last.Fault!.Detail);
    }

    [Fact]
    public async Task Starting_to_Idle_at_the_deadline_and_stops_what_starts_later()
    {
        await _bench.Engine.SetTimeoutsAsync(scan: TimeSpan.FromSeconds(5));
        HangStart();
        await _bench.SubscribeAsync();

        _bench.Pass(5);
        Assert.Equal([(Idle, Starting), (Starting, Idle)], _scanner.Items);
        Assert.Equal(LinkState.Idle, _bench.State);
        _bench.Transport.Recover();

        _bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task Starting_to_Idle_when_it_takes_too_long_and_stops_what_starts_later()
    {
        HangStart();
        await _bench.SubscribeAsync();

        _bench.Pass(10);
        Assert.Equal([(Idle, Starting), (Starting, Idle)], _scanner.Items);
        Assert.Equal(LinkState.Backoff, _bench.State);
        _bench.Transport.Recover();

        Assert.Equal(0, _bench.Transport.OpenScans);
    }

    [Fact]
    public async Task Starting_to_Idle_when_told_to_stop_and_stops_what_starts_later()
    {
        HangStart();
        await _bench.SubscribeAsync();

        await _bench.Engine.UnsubscribeAsync();
        Assert.Equal([(Idle, Starting), (Starting, Idle)], _scanner.Items);
        _bench.Transport.Recover();

        _bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task Scanning_to_Stopping_and_Idle_when_a_candidate_is_seen()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.StopScan.Hangs = true;

        _bench.Transport.Sight();
        Assert.Equal((ScannerState.Scanning, Stopping), _scanner.Items[^1]);
        Assert.Equal(0, _bench.Transport.ConnectsTried);
        _bench.Transport.Recover();

        Assert.Equal((Stopping, Idle), _scanner.Items[^1]);
        Assert.Equal((0, 1), (_bench.Transport.OpenScans, _bench.Transport.ConnectsTried));
    }

    [Fact]
    public async Task Scanning_to_Stopping_and_Idle_at_the_deadline()
    {
        await _bench.SubscribeAsync();

        _bench.Pass(60);

        Assert.Equal([(ScannerState.Scanning, Stopping), (Stopping, Idle)], _scanner.Items.Skip(2));
        Assert.Equal(LinkLossReason.ScanTimeout, _bench.Link.Last.Fault!.Reason);
        _bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task Scanning_to_Stopping_and_Idle_when_it_ends_by_itself()
    {
        await _bench.SubscribeAsync();

        _bench.Transport.EndScan(new LinkFault(LinkLossReason.Unknown, "gone"));

        Assert.Equal([(ScannerState.Scanning, Stopping), (Stopping, Idle)], _scanner.Items.Skip(2));
        Assert.Equal((LinkState.Backoff, 0), (_bench.State, _bench.Transport.OpenScans));
    }

    [Fact]
    public async Task Scanning_to_Stopping_and_Idle_when_told_to_stop()
    {
        await _bench.SubscribeAsync();

        await _bench.Engine.UnsubscribeAsync();

        Assert.Equal([(ScannerState.Scanning, Stopping), (Stopping, Idle)], _scanner.Items.Skip(2));
        _bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task Stopping_to_Idle_when_the_source_does_not_stop_in_time()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.StopScan.Hangs = true;
        _bench.Transport.Sight();

        _bench.Pass(5);

        Assert.Equal((Stopping, Idle), _scanner.Items[^1]);
        Assert.Equal(1, _bench.Transport.ConnectsTried);
    }

    [Fact]
    public async Task Stopping_begins_the_next_scan_when_the_last_one_has_stopped()
    {
        await ScanWhileStoppingAsync();

        _bench.Transport.Recover();

        Assert.Equal([(Stopping, Idle), (Idle, Starting), (Starting, ScannerState.Scanning)], _scanner.Items.Skip(3));
        Assert.Equal((LinkState.Scanning, 1), (_bench.State, _bench.Transport.OpenScans));
    }

    [Fact]
    public async Task Stopping_ends_a_scan_that_still_waits_to_begin()
    {
        await ScanWhileStoppingAsync();

        var reply = _bench.Engine.UnsubscribeAsync();
        _bench.Transport.Recover();

        Assert.Equal(UnsubscribeReply.Unsubscribed, await reply);
        Assert.Equal(ScannerState.Idle, _scanner.Items[^1].To);
        _bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task D13_takes_a_new_deadline_for_a_scan_that_still_waits_to_begin()
    {
        await ScanWhileStoppingAsync();
        await _bench.Engine.SetTimeoutsAsync(scan: TimeSpan.FromSeconds(10));
        _bench.Transport.Recover();

        _bench.Pass(10);

        Assert.Equal(LinkState.Idle, _bench.State);
    }

    private async Task ScanWhileStoppingAsync()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.StopScan.Hangs = true;
        _bench.Transport.Become(new TransportState(Availability.Off));
        _bench.Transport.Become(TransportState.On);
        Assert.Equal((LinkState.Scanning, Stopping), (_bench.State, _scanner.Items[^1].To));
    }

    private void HangStart()
    {
        _bench.Transport.StartScan.Hangs = true;
        _bench.Transport.StartScan.IgnoresCancellation = true;
    }
}

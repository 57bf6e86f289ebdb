using O2X.Actors.Diagnostics;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Diagnostics;

/// <summary>The diagnosis in every state of the link, on virtual time.</summary>
public sealed class DiagnosisSpecs : IAsyncLifetime
{
    private static readonly TransportState _off = new(Availability.Off, "can0 is down.", "ip link set can0 up");
    private static readonly DateTimeOffset _start = EngineBench.Start;

    private readonly EngineBench _bench = new();

    private Diagnosis Diagnosis => _bench.Engine.Diagnose();

    private DiagnosisCause Cause => Diagnosis.Conclusion.Cause;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public void Idle_says_that_nothing_is_subscribed_to()
    {
        _bench.Pass(3);

        Assert.Equal(DiagnosisCause.NotSubscribed, Cause);
        Assert.Equal((_start.AddSeconds(3), "scripted", TransportState.On), (Diagnosis.At, Diagnosis.Source.Name, Diagnosis.SourceState));
        Assert.Equal((null, null, null), (Diagnosis.SubscribedVin, Diagnosis.Remembered, Diagnosis.SearchingSince));
        Assert.Equal(Enum.GetValues<Signal>().Select(signal => new ValueReport(signal, Quality.Unknown)), Diagnosis.Values);
    }

    [Fact]
    public async Task WaitingForAdapter_says_what_is_the_matter_with_the_source()
    {
        _bench.Transport.Become(_off);
        await _bench.SubscribeAsync();
        _bench.Pass(3600);

        Assert.Equal(new Conclusion(DiagnosisCause.SourceOff, _off.Detail!, _off.Advice), Diagnosis.Conclusion);
        Assert.Equal(_off, Diagnosis.SourceState);
        Assert.Null(Diagnosis.SearchingSince);
        Assert.Equal(0, Diagnosis.Attempts.Total);
    }

    [Fact]
    public async Task Scanning_says_since_when_nothing_has_been_heard()
    {
        await _bench.SubscribeAsync();
        _bench.Pass(12);

        Assert.Equal(DiagnosisCause.NothingHeard, Cause);
        Assert.Equal("No frame of a vehicle was heard on scripted for 12 s.", Diagnosis.Conclusion.Text);
        Assert.Equal((_start, AmiBus.Vin), (Diagnosis.SearchingSince, Diagnosis.SubscribedVin));
    }

    [Fact]
    public async Task Connecting_counts_the_attempt()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.Connect.Hangs = true;
        _bench.Pass(1);
        _bench.Transport.Sight(name: "dongle");
        _bench.Pass(1);

        Assert.Equal(DiagnosisCause.Linking, Cause);
        Assert.Equal(new LinkAttempts(1, 0, _start.AddSeconds(1)), Diagnosis.Attempts);
        var sighting = new SightingReport("bus", SightingOutcome.Candidate)
        {
            Name = "dongle", Count = 1, FirstHeard = _start.AddSeconds(1), LastHeard = _start.AddSeconds(1),
        };
        Assert.Equal(sighting, Assert.Single(Diagnosis.Sightings));
    }

    [Fact]
    public async Task Verifying_waits_for_the_VIN_and_shows_no_value_before()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.Sight();
        _bench.Transport.Link.Everything();

        Assert.Equal(LinkState.Verifying, Diagnosis.Link.State);
        Assert.Equal(DiagnosisCause.Linking, Cause);
        Assert.Equal(4, Diagnosis.Counters.Decoding.Packets);
        Assert.All(Diagnosis.Values, value => Assert.Equal(Quality.Unknown, value.Quality));
    }

    [Fact]
    public async Task Ready_shows_each_value_with_its_age()
    {
        var link = await _bench.BecomeReadyAsync();
        _bench.Pass(2);
        link.Motion(speed: 7);
        _bench.Pass(1);

        Assert.True(Diagnosis.IsDataFlowing);
        Assert.Equal(DiagnosisCause.Well, Cause);
        Assert.Equal((TimeSpan.FromSeconds(1), 0, 1), (Diagnosis.DataAge, Diagnosis.Attempts.FailedInRow, Diagnosis.Attempts.Total));
        Assert.Contains(new ValueReport(Signal.StateOfCharge, Quality.Live, TimeSpan.FromSeconds(3), "45 %"), Diagnosis.Values);
        Assert.Contains(new ValueReport(Signal.Speed, Quality.Live, TimeSpan.FromSeconds(1), "7 km/h"), Diagnosis.Values);
        Assert.Contains(new ValueReport(Signal.SystemState, Quality.Unknown), Diagnosis.Values);
        Assert.Null(Diagnosis.SearchingSince);
    }

    [Fact]
    public async Task Ready_shows_which_values_are_stale()
    {
        var link = await _bench.BecomeReadyAsync();
        for (var second = 0; second < 6; second++)
        {
            _bench.Pass(1);
            link.Battery();
        }

        Assert.Contains(new ValueReport(Signal.Odometer, Quality.Stale, TimeSpan.FromSeconds(6), "8626.9 km"), Diagnosis.Values);
        Assert.Equal(DiagnosisCause.Well, Cause);
    }

    [Fact]
    public async Task Ready_says_that_nothing_proves_the_VIN()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.Sight();
        _bench.Transport.Link.Everything();
        _bench.Pass(3);

        Assert.Equal(DiagnosisCause.Unverified, Cause);
        Assert.Contains("VR1**********7890", Diagnosis.Conclusion.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_says_that_much_of_the_data_is_invalid()
    {
        var link = await _bench.BecomeReadyAsync();
        link.Frame(0x580, "00");

        Assert.Equal(DiagnosisCause.InvalidData, Cause);
        Assert.Equal(1, Diagnosis.Counters.Decoding.Malformed);
    }

    [Fact]
    public async Task Stale_keeps_the_values_as_they_were_heard_and_says_so()
    {
        var link = await _bench.BecomeReadyAsync();
        _bench.Transport.Close.Hangs = true;
        _bench.Pass(1);
        link.End(new LinkFault(LinkLossReason.LinkLoss, "gone"));

        Assert.Equal(LinkState.Stale, Diagnosis.Link.State);
        Assert.False(Diagnosis.IsDataFlowing);
        Assert.Contains(new ValueReport(Signal.StateOfCharge, Quality.Stale, TimeSpan.FromSeconds(1), "45 %"), Diagnosis.Values);
        Assert.Equal(new LinkFailure(new LinkFault(LinkLossReason.LinkLoss, "gone"), LinkState.Ready, _start.AddSeconds(1)), Diagnosis.LastFailure);
        _bench.Transport.Recover();
    }

    [Fact]
    public async Task Scanning_after_a_loss_says_why_it_was_lost()
    {
        var link = await _bench.BecomeReadyAsync();
        _bench.Pass(1);
        link.End(new LinkFault(LinkLossReason.LinkLoss, "gone"));
        _bench.Pass(30);

        Assert.Equal("The vehicle has not been heard since its link was lost 30 s ago: gone", Diagnosis.Conclusion.Text);
        Assert.Equal(_start.AddSeconds(1), Diagnosis.SearchingSince);
    }

    [Fact]
    public async Task Scanning_on_a_silent_bus_says_that_the_vehicle_sleeps()
    {
        await _bench.BecomeReadyAsync();
        _bench.Pass(60);

        Assert.Equal(DiagnosisCause.Asleep, Cause);
        Assert.Equal(_start.AddSeconds(5), Diagnosis.LastFailure!.At);
    }

    [Fact]
    public async Task Backoff_says_what_failed_and_when_it_is_tried_again()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.Connect.Fail(LinkLossReason.OutOfSlots, "No room for another link.");
        _bench.Transport.Sight();

        Assert.Equal(LinkState.Backoff, Diagnosis.Link.State);
        Assert.Equal("Connecting to the vehicle fails: No room for another link.", Diagnosis.Conclusion.Text);
        Assert.Equal(_start + _bench.Link.Last.NextAttemptIn, Diagnosis.Attempts.NextAt);
        _bench.Pass(6);
        _bench.Transport.Sight();
        Assert.Equal((2, 2), (Diagnosis.Attempts.Total, Diagnosis.Attempts.FailedInRow));
        Assert.Equal((_start, _start.AddSeconds(6)), (Diagnosis.SearchingSince, Diagnosis.LastFailure!.At));
    }

    [Fact]
    public async Task Backoff_says_that_the_source_cannot_scan()
    {
        _bench.Transport.StartScan.Fail(LinkLossReason.Unknown, "busy");
        await _bench.SubscribeAsync();

        Assert.Equal((DiagnosisCause.ScanFails, "Listening for vehicles fails: busy"), (Cause, Diagnosis.Conclusion.Text));
    }

    [Fact]
    public async Task Backoff_says_that_the_vehicle_does_not_talk()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.Sight();
        _bench.Pass(10);

        Assert.Equal(DiagnosisCause.VerifyFails, Cause);
        Assert.Equal((LinkState.Verifying, LinkLossReason.DataTimeout), (Diagnosis.LastFailure!.During, Diagnosis.LastFailure.Fault.Reason));
    }

    [Fact]
    public async Task Counts_a_failure_again_that_is_told_by_the_same_object()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.Sight();
        _bench.Pass(10);
        _bench.Pass(1);
        _bench.Transport.Sight();
        _bench.Pass(10);

        Assert.Equal((2, _start.AddSeconds(21)), (Diagnosis.Attempts.FailedInRow, Diagnosis.LastFailure!.At));
    }

    [Fact]
    public async Task Puts_failures_behind_once_the_source_was_away()
    {
        _bench.Transport.StartScan.Fail(LinkLossReason.Unknown, "busy");
        await _bench.SubscribeAsync();
        _bench.Transport.Become(_off);
        _bench.Transport.Recover();
        _bench.Transport.Become(TransportState.On);

        Assert.Equal(DiagnosisCause.NothingHeard, Cause);
    }

    [Fact]
    public async Task Closing_is_still_a_search()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.StopScan.Hangs = true;
        var ending = _bench.Engine.UnsubscribeAsync();

        Assert.Equal((LinkState.Closing, DiagnosisCause.NothingHeard), (Diagnosis.Link.State, Cause));
        _bench.Transport.Recover();
        Assert.Equal(UnsubscribeReply.Unsubscribed, await ending);
        Assert.Equal(DiagnosisCause.NotSubscribed, Cause);
    }

    [Fact]
    public async Task Says_until_when_another_vehicle_is_passed_over()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.Sight();
        _bench.Transport.Link.SayVin(AmiBus.OtherVin);

        Assert.Equal(DiagnosisCause.OnlyOthersHeard, Cause);
        var sighting = Assert.Single(Diagnosis.Sightings);
        Assert.Equal((SightingOutcome.PassedOver, _start.AddSeconds(60)), (sighting.Outcome, sighting.PassedOverUntil));
        _bench.Pass(1);
        _bench.Transport.Sight();
        sighting = Assert.Single(Diagnosis.Sightings);
        Assert.Equal((SightingOutcome.PassedOver, 2, _start.AddSeconds(60)), (sighting.Outcome, sighting.Count, sighting.PassedOverUntil));
    }

    [Fact]
    public async Task Names_the_vehicles_that_were_passed_over_when_the_scan_times_out()
    {
        await _bench.SubscribeAsync();
        _bench.Transport.Sight();
        _bench.Transport.Link.SayVin(AmiBus.OtherVin);
        _bench.Transport.Sight("another bus");
        _bench.Transport.Link.SayVin(AmiBus.OtherVin);
        _bench.Pass(60);

        Assert.Equal(LinkState.Idle, _bench.State);
        Assert.Equal("The vehicle was not found within 60 s. 2 other vehicles were passed over.", _bench.Link.Last.Fault!.Detail);
        Assert.Equal((DiagnosisCause.OnlyOthersHeard, "2 other vehicles are heard, not the one that is sought."), (Cause, Diagnosis.Conclusion.Text));
    }

    [Fact]
    public async Task Begins_anew_with_the_next_subscription()
    {
        await _bench.BecomeReadyAsync();
        await _bench.Engine.UnsubscribeAsync();
        await _bench.SubscribeAsync();

        Assert.Empty(Diagnosis.Sightings);
        Assert.Equal(new LinkAttempts(0, 0), Diagnosis.Attempts);
        Assert.Equal(0, Diagnosis.Counters.Decoding.Packets);
        Assert.All(Diagnosis.Values, value => Assert.Equal(Quality.Unknown, value.Quality));
        Assert.Null(Diagnosis.DataAge);
    }

    [Fact]
    public async Task Measures_by_the_time_that_went_by_when_the_wall_clock_is_set()
    {
        await _bench.SubscribeAsync();
        _bench.Pass(10);
        _bench.Clock.SetUtcNow(_start.AddYears(1));

        Assert.Equal(TimeSpan.FromSeconds(10), Diagnosis.At - Diagnosis.SearchingSince);
    }

    [Fact]
    public async Task Still_answers_when_the_engine_is_disposed_of()
    {
        await _bench.BecomeReadyAsync();
        await _bench.Engine.DisposeAsync();

        Assert.True(Diagnosis.IsDisposed);
        Assert.Equal(DiagnosisCause.EngineDisposed, Cause);
    }

    [Fact]
    public async Task Still_answers_when_the_actor_system_is_gone()
    {
        await _bench.System.Terminate();

        Assert.Equal(DiagnosisCause.EngineDisposed, Cause);
    }
}

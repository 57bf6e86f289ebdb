using O2X.Actors;
using O2X.Gateway.Pages.Values;
using O2X.Links;

namespace O2X.Gateway.Tests.Pages.Values;

public class LinkReadingTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Says_how_a_link_stands()
    {
        var ready = Of(new LinkReport(LinkState.Ready, Start) { IsVerified = true, Rssi = -58, Fault = new LinkFault(LinkLossReason.LinkLoss) }, 75);

        Assert.Equal(("Ready", "is-good", "for 1 min · VIN verified · −58 dBm"), (ready.State, ready.Tone, ready.Facts));
        Assert.Null(ready.Reason);
    }

    [Fact]
    public void Says_why_there_is_none_and_what_to_do()
    {
        var waiting = Of(new LinkReport(LinkState.WaitingForAdapter, Start) { Fault = new LinkFault(LinkLossReason.AdapterOff, "Bluetooth is off", "Switch it on.") });
        Assert.Equal(("Waiting for the source", "is-bad", "Bluetooth is off.", "Switch it on."), (waiting.State, waiting.Tone, waiting.Reason, waiting.Advice));

        var again = Of(new LinkReport(LinkState.Backoff, Start) { FailedAttempts = 3, NextAttemptIn = TimeSpan.FromSeconds(30), Fault = new LinkFault(LinkLossReason.OutOfSlots) }, 10);
        Assert.Equal(("Waiting to try again", "next try in 20 s · 3 attempts failed", "Out of slots."), (again.State, again.Facts, again.Reason));
    }

    [Fact]
    public void Tells_an_end_from_an_unsubscription()
    {
        var ended = Of(new LinkReport(LinkState.Idle, Start) { Fault = new LinkFault(LinkLossReason.ScanTimeout) });
        var left = Of(new LinkReport(LinkState.Idle, Start) { Fault = new LinkFault(LinkLossReason.LocalRequest) });

        Assert.Equal(("Ended", "is-bad", "Scan timeout."), (ended.State, ended.Tone, ended.Reason));
        Assert.Equal(("Idle", "is-idle", "No vehicle is subscribed to."), (left.State, left.Tone, left.Reason));
        Assert.Equal("No vehicle is subscribed to.", Of(new LinkReport(LinkState.Idle, Start)).Reason);
    }

    [Fact]
    public void Takes_a_vehicle_that_sleeps_for_no_fault()
    {
        var asleep = Of(new LinkReport(LinkState.Stale, Start) { Fault = new LinkFault(LinkLossReason.BusSilent) });

        Assert.Equal(("Asleep", "is-busy"), (asleep.State, asleep.Tone));
    }

    private static LinkReading Of(LinkReport report, double seconds = 0) => LinkReading.Of(report, Start.AddSeconds(seconds));
}

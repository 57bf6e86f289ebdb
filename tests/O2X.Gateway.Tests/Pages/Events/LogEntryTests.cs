using System.Text;
using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Gateway.Pages.Events;
using O2X.Gateway.Vehicles;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Pages.Events;

public class LogEntryTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Says_an_event_with_its_reason()
    {
        var lost = LogEntry.Of(FeedRecord.Event(3, VehicleId.None, new VehicleEvent(VehicleEventKind.Disconnected, At, new LinkFault(LinkLossReason.LinkLoss))));
        var cannot = LogEntry.Of(FeedRecord.Event(4, VehicleId.None, new VehicleEvent(VehicleEventKind.CantCharge, At, null)));

        Assert.Equal((3, "Event", "Disconnected", "Link loss", true), (lost.Id, lost.Kind, lost.Text, lost.More, lost.IsAlarming));
        Assert.Equal(("Cannot charge: the park brake is off", null), (cannot.Text, cannot.More));
    }

    [Fact]
    public void Says_where_the_link_stands()
    {
        var fault = new LinkFault(LinkLossReason.AdapterOff, "Bluetooth is off.", "Switch it on.");
        var waiting = LogEntry.Of(FeedRecord.Link(5, VehicleId.None, new LinkReport(LinkState.WaitingForAdapter, At) { Fault = fault }));
        var ready = LogEntry.Of(FeedRecord.Link(6, VehicleId.None, new LinkReport(LinkState.Ready, At) { Fault = fault }));

        Assert.Equal(("Waiting for the source", "Bluetooth is off. Switch it on.", true), (waiting.Text, waiting.More, waiting.IsAlarming));
        Assert.Equal(("Ready", null, false), (ready.Text, ready.More, ready.IsAlarming));
    }

    [Fact]
    public void Tells_an_end_from_an_unsubscription()
    {
        Assert.Equal(("Ended", "Scan timeout"), Idle(LinkLossReason.ScanTimeout));
        Assert.Equal(("Idle", null), Idle(LinkLossReason.LocalRequest));

        static (string, string?) Idle(LinkLossReason reason)
        {
            var entry = LogEntry.Of(FeedRecord.Link(5, VehicleId.None, new LinkReport(LinkState.Idle, At) { Fault = new LinkFault(reason) }));
            return (entry.Text, entry.More);
        }
    }

    [Fact]
    public void Has_words_for_every_state_of_the_link() => Assert.All(Enum.GetValues<LinkState>(), state => Assert.Equal(
        LinkText.Of(state), LogEntry.Of(FeedRecord.Link(1, VehicleId.None, new LinkReport(state, At))).Text, ignoreCase: true));

    [Fact]
    public void Reads_what_the_journal_kept()
    {
        var status = LogEntry.Of(FeedRecord.Kept(FeedKind.Status, 7, VehicleId.None, At, Encoding.UTF8.GetBytes("""{"status":"charging"}""")));
        var strange = LogEntry.Of(FeedRecord.Kept(FeedKind.Event, 8, VehicleId.None, At, Encoding.UTF8.GetBytes("""{"event":"somethingNew"}""")));

        Assert.Equal(("Status", "Charging"), (status.Kind, status.Text));
        Assert.Equal("somethingNew", strange.Text);
    }

    [Fact]
    public void Says_that_older_ones_are_not_kept() => Assert.Equal("Gap", LogEntry.Of(FeedRecord.Gap(9, At)).Kind);
}

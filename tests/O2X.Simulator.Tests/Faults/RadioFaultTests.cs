using O2X.Links;
using O2X.Simulator.Faults;
using O2X.TestKit.Links;

namespace O2X.Simulator.Tests.Faults;

public class RadioFaultTests : FaultTest
{
    [Fact]
    public async Task Out_of_range_loses_the_link_and_hides_the_car()
    {
        await OpenAsync(Link);
        await StartScanAsync();
        Begin(Fault.OutOfRange);
        Pass(10);
        Assert.Equal(LinkLossReason.LinkLoss, Assert.Single(Link.Faults).Reason);
        Assert.Empty(Scan.Sightings);
        End(Fault.OutOfRange);
        Pass(1);
        Assert.NotEmpty(Scan.Sightings);
    }

    [Fact]
    public async Task Fading_signal_loses_adverts_first_then_packets_then_the_link()
    {
        await OpenAsync(Link);
        await StartScanAsync();
        Begin(Fault.RssiFading);
        Pass(7);
        Assert.Equal(35, Scan.Sightings.Count);
        Assert.InRange(Scan.Sightings[^1].Rssi!.Value, -77, -69);
        Pass(7);
        Assert.InRange(Scan.Sightings.Count, 40, 65);
        var (sightings, packets) = (Scan.Sightings.Count, Link.Packets.Count);
        Assert.Empty(Link.Faults);
        Pass(30);
        Assert.InRange(Scan.Sightings.Count - sightings, 0, 3);
        Assert.InRange(Link.Packets.Count - packets, 3, 25);
        Assert.Equal(LinkLossReason.LinkLoss, Assert.Single(Link.Faults).Reason);
        End(Fault.RssiFading);
        sightings = Scan.Sightings.Count;
        Pass(1);
        Assert.Equal(sightings + 5, Scan.Sightings.Count);
    }

    [Fact]
    public async Task Faded_signal_cannot_be_connected_to()
    {
        Begin(Fault.RssiFading);
        Pass(30);
        using var giveUp = new CancellationTokenSource();
        var connect = ConnectAsync(giveUp.Token);
        Pass(60);
        Assert.False(connect.IsCompleted);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connect);
    }

    [Theory]
    [InlineData("adapter-off", Availability.Off, LinkLossReason.AdapterOff)]
    [InlineData("adapter-unplugged", Availability.Absent, LinkLossReason.AdapterOff)]
    [InlineData("permission-withdrawn", Availability.NoPermission, LinkLossReason.PermissionMissing)]
    public async Task Unusable_adapter_ends_everything_and_says_so(string name, Availability availability, LinkLossReason reason)
    {
        var states = new RecordingObserver<TransportState>();
        using var subscription = World.Transport.State.Subscribe(states);
        await OpenAsync(Link);
        await StartScanAsync();
        Begin(Fault.Find(name)!);
        Assert.Equal(reason, Assert.Single(Link.Faults).Reason);
        Assert.Equal(reason, Scan.Ended!.Reason);
        Assert.Equal(reason, await ReasonOfAsync(ConnectAsync()));
        Assert.Equal(reason, await ReasonOfAsync(StartScanAsync()));
        End(Fault.Find(name)!);
        Assert.Equal([Availability.On, availability, Availability.On], states.Values.Select(state => state.Availability));
    }

    [Fact]
    public async Task Radio_without_slots_makes_no_links_and_keeps_those_that_stand()
    {
        await OpenAsync(Link);
        Begin(Fault.OutOfSlots);
        Assert.Equal(LinkLossReason.OutOfSlots, await ReasonOfAsync(ConnectAsync()));
        Assert.Equal(1, World.Radio.OpenLinks);
        Assert.Empty(Link.Faults);
    }
}

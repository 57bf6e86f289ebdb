using O2X.Links;
using O2X.Links.Profiles;
using O2X.Simulator.Faults;

namespace O2X.Simulator.Tests.Faults;

public class DongleFaultTests : FaultTest
{
    [Fact]
    public async Task Refused_connection_fails_at_once()
    {
        Begin(Fault.ConnectRefused);
        Assert.Equal(LinkLossReason.PeerTerminated, await ReasonOfAsync(ConnectAsync()));
    }

    [Theory]
    [InlineData("connect-hangs", 0)]
    [InlineData("discovery-hangs", 1)]
    public async Task Hanging_connection_waits_until_it_is_given_up(string name, int openLinks)
    {
        Begin(Fault.Find(name)!);
        using var giveUp = new CancellationTokenSource();
        var connect = ConnectAsync(giveUp.Token);
        Pass(600);
        Assert.False(connect.IsCompleted);
        Assert.Equal(openLinks, World.Radio.OpenLinks);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connect);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Refused_notification_fails_the_opening()
    {
        Begin(Fault.NotifyRefused);
        var link = await ConnectAsync();
        Assert.Equal(LinkLossReason.ProtocolError, await ReasonOfAsync(Profile.OpenAsync(link, SimulatedWorld.DefaultVin, default)));
    }

    [Fact]
    public async Task Silent_link_stands_and_brings_nothing()
    {
        Begin(Fault.SilentLink);
        await OpenAsync(Link);
        Pass(60);
        Assert.Empty(Link.Packets);
        Assert.Empty(Link.Faults);
        End(Fault.SilentLink);
        Pass(1);
        Assert.NotEmpty(Link.Packets);
    }

    [Theory]
    [InlineData("peer-closes", LinkLossReason.PeerTerminated)]
    [InlineData("link-loss", LinkLossReason.LinkLoss)]
    public async Task Ended_link_tells_its_reason(string name, LinkLossReason reason)
    {
        await OpenAsync(Link);
        Begin(Fault.Find(name)!);
        Assert.Equal(reason, Assert.Single(Link.Faults).Reason);
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Dongle_in_another_car_loses_the_link_and_proves_another_vin()
    {
        await OpenAsync(Link);
        await StartScanAsync();
        Begin(Fault.WrongVin);
        Pass(1);
        Assert.Equal(LinkLossReason.LinkLoss, Assert.Single(Link.Faults).Reason);
        Assert.Equal(SightingVerdict.Candidate, Profile.Judge(Scan.Sightings[0], SimulatedWorld.DefaultVin));
        Assert.Equal(VinVerdict.WrongVehicle, await Profile.OpenAsync(await ConnectAsync(), SimulatedWorld.DefaultVin, default));
        End(Fault.WrongVin);
        Assert.Equal(VinVerdict.Proven, await Profile.OpenAsync(await ConnectAsync(), SimulatedWorld.DefaultVin, default));
    }

    [Fact]
    public async Task Forgotten_vin_is_neither_advertised_nor_proven()
    {
        await StartScanAsync();
        Begin(Fault.NoVin);
        Pass(1);
        Assert.All(Scan.Sightings, sighting => Assert.Null(sighting.Company));
        Assert.Equal(
            LinkLossReason.NotSupported, await ReasonOfAsync(Profile.OpenAsync(await ConnectAsync(), SimulatedWorld.DefaultVin, default)));
    }

    [Fact]
    public async Task Several_dongles_are_heard_before_ours_and_one_of_them_could_be_it()
    {
        await StartScanAsync();
        Begin(Fault.SeveralDongles);
        Pass(0.2);
        Assert.Equal(
            [SightingVerdict.OtherVehicle, SightingVerdict.Candidate, SightingVerdict.OtherVehicle, SightingVerdict.Candidate],
            Scan.Sightings.Select(sighting => Profile.Judge(sighting, SimulatedWorld.DefaultVin)));
        Assert.Equal(World.Dongle.Address, Scan.Sightings[^1].Address);

        var other = await World.Transport.ConnectAsync(Scan.Sightings[1], Link, default);
        Assert.Equal(VinVerdict.WrongVehicle, await Profile.OpenAsync(other, SimulatedWorld.DefaultVin, default));
        End(Fault.SeveralDongles);
        Pass(0.2);
        Assert.Equal(5, Scan.Sightings.Count);
    }

    [Fact]
    public async Task Full_dongle_does_not_advertise_and_keeps_its_links()
    {
        await OpenAsync(Link);
        await StartScanAsync();
        Begin(Fault.DongleFull);
        Pass(1);
        Assert.Empty(Scan.Sightings);
        Assert.Empty(Link.Faults);
        Assert.NotEmpty(Link.Packets);
        Assert.False(ConnectAsync().IsCompleted);
    }
}

using O2X.Links;
using O2X.Links.Profiles;
using O2X.Links.Time;
using O2X.TestKit.Links;
using O2X.Vehicles;

namespace O2X.Simulator.Tests;

public class SimulatedWorldTests
{
    [Fact]
    public async Task Has_the_published_samples_car_parked_in_its_air()
    {
        await using var world = new SimulatedWorld(new VirtualClock(DateTimeOffset.UnixEpoch));
        Assert.Equal("VR1AB12C3D4567890", world.Car.Vin.Full);
        Assert.Equal(VehicleStatus.Parked, world.Car.State.Status);
        Assert.Same(world.Dongle, Assert.Single(world.Radio.Dongles));
        Assert.Equal(new TransportInfo("sim", TransportKind.Simulator), world.Radio.Info);
    }

    [Fact]
    public async Task Gives_each_dongle_an_address_of_its_own()
    {
        await using var world = new SimulatedWorld(new VirtualClock(DateTimeOffset.UnixEpoch));
        for (var i = 0; i < 299; i++) world.Add(SimulatedWorld.DefaultVin);
        Assert.Equal(300, world.Radio.Dongles.Select(dongle => dongle.Address).Distinct().Count());
    }

    [Fact]
    public async Task Gives_the_same_bytes_at_the_same_times_every_time() =>
        Assert.Equal(await RunAsync(), await RunAsync());

    private static async Task<List<string>> RunAsync()
    {
        var clock = new VirtualClock(DateTimeOffset.UnixEpoch);
        await using var world = SimulatedWorld.Demonstration(clock);
        var (scanSink, linkSink) = (new RecordingScanSink(), new RecordingLinkSink());
        await using var scan = await world.Transport.StartScanAsync(ScanFilter.Any, scanSink, default);
        clock.Advance(TimeSpan.FromSeconds(1));
        await using var link = await world.Transport.ConnectAsync(scanSink.Sightings[0], linkSink, default);
        await new OpenLinkProfile().OpenAsync(link, SimulatedWorld.DefaultVin, default);
        clock.Advance(TimeSpan.FromSeconds(100));
        return
        [
            .. scanSink.Sightings.Select(s => $"{s.Timestamp} {s.Rssi} {Convert.ToHexString(s.ManufacturerData.Span)}"),
            .. linkSink.Packets.Select(p => $"{p.Timestamp} {Convert.ToHexString(p.Packet)}"),
        ];
    }
}

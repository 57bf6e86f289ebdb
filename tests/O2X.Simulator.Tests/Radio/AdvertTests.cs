using O2X.Links;
using O2X.Links.Profiles;
using O2X.Simulator.Radio;
using O2X.TestKit.Links;

namespace O2X.Simulator.Tests.Radio;

public class AdvertTests : WorldTest
{
    private readonly RecordingScanSink _sink = new();

    [Fact]
    public async Task Are_sent_five_times_a_second()
    {
        await ScanAsync();
        Pass(2);
        Assert.Equal(10, _sink.Sightings.Count);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => n * TimeSpan.TicksPerMillisecond * 200), _sink.Sightings.Select(s => s.Timestamp));
    }

    [Fact]
    public async Task Tell_the_vehicles_apart()
    {
        World.Add(OtherVin);
        await ScanAsync();
        Pass(0.2);
        Assert.Equal(
            [SightingVerdict.Candidate, SightingVerdict.OtherVehicle],
            _sink.Sightings.Select(s => Profile.Judge(s, SimulatedWorld.DefaultVin)));
    }

    [Fact]
    public async Task May_lack_the_tag()
    {
        var dongle = World.Add(OtherVin, new DongleOptions { AdvertisesTag = false });
        await ScanAsync();
        Pass(0.2);
        var sighting = Assert.Single(_sink.Sightings, s => s.Address == dongle.Address);
        Assert.Null(sighting.Company);
        Assert.Equal(SightingVerdict.Candidate, Profile.Judge(sighting, SimulatedWorld.DefaultVin));
    }

    [Fact]
    public async Task Change_their_salt_every_quarter_of_an_hour()
    {
        await ScanAsync();
        Pass(0.2);
        var first = _sink.Sightings[^1].ManufacturerData.ToArray();
        Pass(14 * 60);
        Assert.Equal(first, _sink.Sightings[^1].ManufacturerData.ToArray());
        Pass(60);
        var second = _sink.Sightings[^1];
        Assert.NotEqual(first, second.ManufacturerData.ToArray());
        Assert.Equal(SightingVerdict.Candidate, Profile.Judge(second, SimulatedWorld.DefaultVin));
    }

    [Fact]
    public async Task Change_their_salt_with_the_address()
    {
        await ScanAsync();
        Pass(0.2);
        World.Dongle.Address = "52:11:22:33:44:55";
        Pass(0.2);
        Assert.Equal("52:11:22:33:44:55", _sink.Sightings[1].Address);
        Assert.False(_sink.Sightings[0].ManufacturerData.Span.SequenceEqual(_sink.Sightings[1].ManufacturerData.Span));
    }

    [Fact]
    public async Task Carry_a_signal_strength_near_the_dongles()
    {
        World.Dongle.Rssi = -80;
        await ScanAsync();
        Pass(20);
        Assert.All(_sink.Sightings, s => Assert.InRange(s.Rssi!.Value, -83, -77));
        Assert.True(_sink.Sightings.Select(s => s.Rssi).Distinct().Count() > 1);
    }

    [Fact]
    public async Task Cease_out_of_range_and_come_back()
    {
        World.Dongle.InRange = false;
        await ScanAsync();
        Pass(2);
        Assert.Empty(_sink.Sightings);
        World.Dongle.InRange = true;
        Pass(0.2);
        Assert.Single(_sink.Sightings);
    }

    [Fact]
    public async Task Cease_while_the_dongle_is_full()
    {
        var dongle = World.Add(OtherVin, new DongleOptions { MostCentrals = 1 });
        World.Dongle.InRange = false;
        await using (await World.Radio.ConnectAsync(SightingOf(dongle), new RecordingLinkSink(), default))
        {
            await ScanAsync();
            Pass(1);
            Assert.Empty(_sink.Sightings);
        }

        Pass(0.2);
        Assert.Single(_sink.Sightings);
    }

    [Fact]
    public async Task Are_told_only_to_those_who_seek_the_service()
    {
        await World.Radio.StartScanAsync(new ScanFilter([Guid.Empty]), _sink, default);
        Pass(1);
        Assert.Empty(_sink.Sightings);
        await World.Radio.StartScanAsync(ScanFilter.Any, _sink, default);
        Pass(0.2);
        Assert.Single(_sink.Sightings);
    }

    private Task<IAsyncDisposable> ScanAsync() =>
        World.Radio.StartScanAsync(new ScanFilter(Profile.ServiceUuids), _sink, default);
}

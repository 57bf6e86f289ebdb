using O2X.Links.InTheHand.Radio;
using O2X.Links.Time;
using O2X.TestKit.Links;

namespace O2X.Links.InTheHand.Tests;

/// <summary>What a scan makes of what the library hears.</summary>
public sealed class ScanTests : IAsyncDisposable
{
    private static readonly Guid Sought = new("6d9f1b1a-0000-4000-8000-000000000001");

    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly RecordingScanSink _sink = new();
    private ScriptedLibrary _library = new();
    private InTheHandTransport? _transport;

    private InTheHandTransport Transport => _transport ??= new InTheHandTransport(_library, options: null, _clock);

    public ValueTask DisposeAsync() => Transport.DisposeAsync();

    [Fact]
    public async Task Tells_what_was_heard()
    {
        await Transport.StartScanAsync(ScanFilter.Any, _sink, default);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Hear(new Advert(new ScriptedPeripheral(), "A", "O2X", -61, [Sought], new Dictionary<ushort, byte[]> { [0x004C] = [1], [0xFFFF] = [2, 3] }));

        var sighting = Assert.Single(_sink.Sightings);
        Assert.Equal(("A", "O2X", -61, (ushort?)0xFFFF), (sighting.Address, sighting.Name, sighting.Rssi, sighting.Company));
        Assert.Equal([2, 3], sighting.ManufacturerData.ToArray());
        Assert.Equal(TimeSpan.TicksPerSecond, sighting.Timestamp);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(127, null)]
    [InlineData(-127, null)]
    [InlineData(-126, -126)]
    [InlineData(-1, -1)]
    public async Task Knows_no_strength_where_the_system_gives_none(int told, int? known)
    {
        await Transport.StartScanAsync(ScanFilter.Any, _sink, default);
        Hear(AdvertOf("A") with { Rssi = told, Name = "" });

        Assert.Equal((known, null), (_sink.Sightings[0].Rssi, _sink.Sightings[0].Name));
        Assert.Null(_sink.Sightings[0].Company);
    }

    [Fact]
    public async Task Sifts_by_service_itself()
    {
        await Transport.StartScanAsync(new ScanFilter([Sought]), _sink, default);

        Hear(AdvertOf("other") with { Services = [Guid.Empty] });
        Hear(AdvertOf("none"));
        Hear(AdvertOf("") with { Services = [Sought] });
        Hear(AdvertOf("sought") with { Services = [Guid.Empty, Sought] });

        Assert.Equal("sought", Assert.Single(_sink.Sightings).Address);
    }

    [Fact]
    public async Task Connects_to_the_device_that_was_heard_without_looking_it_up()
    {
        var device = new ScriptedPeripheral();
        await Transport.StartScanAsync(ScanFilter.Any, _sink, default);
        Hear(AdvertOf("A") with { Device = device });

        await using var link = await Transport.ConnectAsync(_sink.Sightings[0], new RecordingLinkSink(), default);

        Assert.True(device.IsConnected);
    }

    [Fact]
    public async Task Drops_what_is_heard_after_it_was_stopped()
    {
        var scan = await Transport.StartScanAsync(ScanFilter.Any, _sink, default);
        await scan.DisposeAsync();

        Hear(AdvertOf("late"));

        Assert.Empty(_sink.Sightings);
        Assert.Equal(0, _library.RunningScans);
    }

    [Fact]
    public async Task Begins_anew_where_the_system_tells_of_a_device_once_only()
    {
        _library = new ScriptedLibrary { TellsOnce = true };
        var scan = await Transport.StartScanAsync(ScanFilter.Any, _sink, default);

        _clock.Advance(InTheHandScan.Anew * 3);

        Assert.Equal((4, 1), (_library.Ears.Count, _library.RunningScans));
        await scan.DisposeAsync();
        _clock.Advance(InTheHandScan.Anew * 3);
        Assert.Equal((4, 0), (_library.Ears.Count, _library.RunningScans));
    }

    [Fact]
    public async Task Ends_when_it_cannot_begin_anew()
    {
        _library = new ScriptedLibrary { TellsOnce = true };
        await Transport.StartScanAsync(ScanFilter.Any, _sink, default);
        _library.GivesNoScan = true;

        _clock.Advance(InTheHandScan.Anew);

        Assert.Equal(LinkLossReason.AdapterOff, _sink.Ended?.Reason);
    }

    [Fact]
    public async Task Stops_a_scan_that_starts_too_late()
    {
        var started = new TaskCompletionSource();
        _library.StartingScan = () => started.Task;
        var starting = Transport.StartScanAsync(ScanFilter.Any, _sink, default);

        _clock.Advance(new InTheHandOptions().CallTimeout);
        var failure = await Assert.ThrowsAsync<LinkException>(() => starting);
        _clock.Executor.Run(started.SetResult);

        Assert.Equal(LinkLossReason.ConnectTimeout, failure.Fault.Reason);
        Assert.Equal((1, 0), (_library.Ears.Count, _library.RunningScans));
    }

    private static Advert AdvertOf(string address) =>
        new(new ScriptedPeripheral(), address, null, -60, [], new Dictionary<ushort, byte[]>());

    private void Hear(Advert advert) => _library.Ears[^1](advert);
}

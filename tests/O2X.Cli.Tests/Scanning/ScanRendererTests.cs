using O2X.Cli.Output;
using O2X.Cli.Scanning;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.Links.Time;
using O2X.Vehicles.OpenLink;
using Spectre.Console.Testing;

namespace O2X.Cli.Tests.Scanning;

public sealed class ScanRendererTests : IDisposable
{
    private readonly TestConsole _console = new();
    private readonly VirtualClock _clock = new(TestTerminal.Start);
    private readonly ScanTable _table = new([new OpenLinkProfile()], vin: null, all: true);

    private readonly ScanRenderer _renderer;

    public ScanRendererTests()
    {
        // Colours have no width; what is shown is what counts here.
        _console.Profile.Capabilities.Ansi = false;
        _renderer = new ScanRenderer(new LineCanvas(_console.Profile.Capabilities), hasBlocks: true, "o2x scan · sim", _table, _clock);
    }

    public void Dispose() => _console.Dispose();

    [Fact]
    public void Shows_a_row_for_each_device()
    {
        Hear("02:00:00:00:00:01", -58, "O2X", OpenLinkUuids.Service);
        Hear("02:00:00:00:00:02", -95, null);
        _clock.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(
            [
                "o2x scan · sim",
                "1.5 s: 2 devices",
                "Address            Name      Strength       Profile    VIN  Heard",
                "02:00:00:00:00:01  O2X        -58 dBm ▂▄▆█  open-link  -    1.5 s",
                "02:00:00:00:00:02  -          -95 dBm       -          -    1.5 s",
            ],
            Draw(80, 24));
    }

    [Fact]
    public void Leaves_out_what_says_least_where_there_is_little_room()
    {
        Hear("02:00:00:00:00:01", -58, "O2X", OpenLinkUuids.Service);

        Assert.Equal("02:00:00:00:00:01   -58 dBm ▂▄▆█  -", Draw(40, 20)[^1]);
        Assert.Equal("02:00:00:00:00:01  -58 dBm -", Draw(31, 20)[^1]);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(40, 20)]
    [InlineData(34, 5)]
    [InlineData(10, 3)]
    [InlineData(1, 1)]
    public void Fits_into_any_room(int width, int height)
    {
        for (var i = 0; i < 60; i++) Hear($"02:00:00:00:00:{i:X2}", -40 - i, new string('n', i));

        var lines = Draw(width, height);

        Assert.InRange(lines.Count, 1, height);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void Says_how_many_there_was_no_room_for()
    {
        for (var i = 0; i < 10; i++) Hear($"02:00:00:00:00:{i:X2}", -40 - i, null);

        Assert.Equal("and 8 more", Draw(80, 6)[^1]);
    }

    [Fact]
    public void Says_that_nothing_was_heard() => Assert.Equal("0.0 s: nothing heard yet", Draw(80, 24)[1]);

    private List<string> Draw(int width, int height) => [.. _renderer.Draw(width, height).Select(line => line.TrimEnd())];

    private void Hear(string address, int rssi, string? name, params Guid[] services) =>
        _table.Hear(new Sighting(address, _clock.GetTicks()) { Rssi = rssi, Name = name, ServiceUuids = services });
}

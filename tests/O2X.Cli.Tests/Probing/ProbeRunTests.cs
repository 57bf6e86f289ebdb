using System.Text.Json;
using O2X.Cli.Probing;
using O2X.Links;
using O2X.Links.Gatt;
using O2X.Simulator;
using O2X.TestKit;

namespace O2X.Cli.Tests.Probing;

public sealed class ProbeRunTests : IDisposable
{
    private const string Address = "02:00:00:00:00:01";

    private readonly TestTerminal _terminal = new();
    private readonly SimulatedWorld _world;

    public ProbeRunTests() => _world = new SimulatedWorld(_terminal.Clock);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Lists_what_a_device_has_and_leaves_nothing_open()
    {
        Assert.Equal(Outcome.Done, await RunAsync(new ProbeRequest(Address)));

        Assert.Contains("o2x probe · sim · 02:00:00:00:00:01\n", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("Service 49c20001-0c62-4386-8ac0-60d10f415e38 open link\n", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("0x0017    0x2902 Client Configuration\n", _terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("✓", _terminal.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (_world.Radio.OpenLinks, _world.Radio.RunningScans));
    }

    [Fact]
    public async Task Reads_the_values_when_it_is_asked_to()
    {
        Assert.Equal(Outcome.Done, await RunAsync(new ProbeRequest(Address) { Read = true }));
        Assert.Contains("✓         01 00 01 00 f4 01 03\n", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_same_as_JSON()
    {
        Assert.Equal(Outcome.Done, await RunAsync(new ProbeRequest(Address) { Read = true, Json = true }));

        var service = JsonDocument.Parse(Assert.Single(_terminal.Lines)).RootElement.GetProperty("services")[0];
        var characteristic = service.GetProperty("characteristics")[0];
        Assert.Equal("open link", service.GetProperty("name").GetString());
        Assert.Equal("01 00 01 00 f4 01 03", characteristic.GetProperty("value").GetProperty("hex").GetString());
        Assert.Equal("read", characteristic.GetProperty("flags")[0].GetString());
    }

    [Fact]
    public async Task Says_that_the_device_is_not_there()
    {
        var outcome = await RunAsync(new ProbeRequest("02:00:00:00:00:\u001b99"));

        Assert.Equal(ExitCode.ScanTimeout, outcome.Code);
        Assert.StartsWith("sim: 02:00:00:00:00:?99 was not heard within 30 s.", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(0, _world.Radio.RunningScans);
    }

    [Fact]
    public async Task Says_that_the_device_refuses()
    {
        _world.Dongle.RefuseConnect = true;

        var outcome = await RunAsync(new ProbeRequest(Address));

        Assert.Equal(ExitCode.ScanTimeout, outcome.Code);
        Assert.Contains("could not be looked at. The dongle refused the connection.", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_a_device_up_that_does_not_answer()
    {
        _world.Dongle.HangConnect = true;

        Assert.Contains("Connecting took too long.", (await RunAsync(new ProbeRequest(Address))).Message, StringComparison.Ordinal);
        Assert.Equal(0, _world.Radio.PendingConnects);
    }

    [Fact]
    public async Task Says_that_the_radio_is_off()
    {
        _world.Radio.Power(on: false);

        Assert.Equal(ExitCode.SourceUnusable, (await RunAsync(new ProbeRequest(Address))).Code);
    }

    [Fact]
    public void Leaves_serial_numbers_out_and_masks_VINs()
    {
        var report = new ProbeReport(
            "ble",
            new Sighting("A", 0) { Name = "VR1AB12C3D4567890" },
            [new GattService(Uuid(0x180A), true, [new GattCharacteristic(1, Uuid(0x2A25), GattFlags.Read, []), new GattCharacteristic(2, Uuid(0x2A24), GattFlags.Read, [])])],
            new Dictionary<int, ProbedValue> { [1] = new("12345"u8.ToArray()), [2] = new("VR1AB12C3D4567890"u8.ToArray()) });

        var texts = ProbePage.Of(report).Sections.SelectMany(section => section.Findings).Select(finding => finding.Text).ToList();

        Assert.Contains("(5 bytes, left out)", texts);
        Assert.Contains("VR1**********7890", texts);
        Assert.DoesNotContain(texts, text => text.Contains("12345", StringComparison.Ordinal) || text.Contains("AB12C3D", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_flags_as_BlueZ_does() => Assert.Equal(
        "read, write-without-response, authenticated-signed-writes",
        GattNames.Of(GattFlags.Read | GattFlags.WriteWithoutResponse | GattFlags.AuthenticatedSignedWrites));

    private static Guid Uuid(ushort number) => new(number, 0, 0x1000, 0x80, 0, 0, 0x80, 0x5F, 0x9B, 0x34, 0xFB);

    private async Task<Outcome> RunAsync(ProbeRequest request) =>
        await _terminal.PassUntilAsync(Task.Run(() => new ProbeRun(request, _terminal.Terminal).RunAsync(_world.Transport)));
}

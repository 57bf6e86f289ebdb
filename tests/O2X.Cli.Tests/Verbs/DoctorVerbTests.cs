using System.Text.Json;
using System.Text.RegularExpressions;
using O2X.Actors;
using O2X.Actors.Hosting.Sources;
using O2X.Actors.Storage;
using O2X.Cli.Doctor;
using O2X.Cli.Verbs;
using O2X.Links;
using O2X.Links.BlueZ;
using O2X.Links.Can.SocketCan;
using O2X.Simulator;
using O2X.TestKit;

namespace O2X.Cli.Tests.Verbs;

/// <summary>The pages of the doctor, as they stand in <c>Doctor/Pages</c>.</summary>
public sealed class DoctorVerbTests : IDisposable
{
    private static readonly TransportState _absent = new(Availability.Absent, "There is no interface can0.", "Plug the adapter in; ip link show type can lists what is there.");

    private readonly string _folder = Directory.CreateTempSubdirectory("o2x-doctor-").FullName;
    private readonly TestTerminal _terminal;

    public DoctorVerbTests() => _terminal = new(environment: name => name == "HOME" ? _folder : null);

    public void Dispose()
    {
        _terminal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Says_that_all_is_well()
    {
        Assert.Equal(ExitCode.Done, await ExamineSimulatorAsync(new DoctorRequest()));
        Assert.Equal(PageOf("well"), _terminal.Output);
    }

    [Fact]
    public async Task Says_that_another_vehicle_is_there()
    {
        Assert.Equal(ExitCode.ScanTimeout, await ExamineSimulatorAsync(new DoctorRequest { Vin = AmiBus.OtherVin }));
        Assert.Equal(PageOf("other-vehicle"), _terminal.Output);
    }

    [Fact]
    public async Task Says_what_is_the_matter_with_the_source()
    {
        var bus = new ScriptedTransport(_terminal.Clock);
        bus.Become(_absent);

        Assert.Equal(ExitCode.SourceUnusable, await ExamineAsync(new DoctorRequest(), bus, () => bus.Observers > 0));
        Assert.Equal(PageOf("interface-absent"), WithoutTime(_terminal.Output));
    }

    [Fact]
    public async Task Says_that_a_log_holds_nothing_of_a_vehicle()
    {
        var path = Path.Combine(_folder, "silent.log");
        await File.WriteAllTextAsync(path, "(1700000000.000000) can0 123#00\n(1700000009.000000) can0 123#00\n");

        var running = DoctorVerb.RunAsync(new DoctorRequest { Source = new LogSource(path), For = TimeSpan.FromMinutes(50) }, _terminal.Terminal);

        Assert.Equal(ExitCode.ScanTimeout, (await _terminal.PassUntilAsync(running)).Code);
        Assert.Equal(PageOf("silent-log"), WithoutTime(_terminal.Output));
    }

    [Fact]
    public async Task Says_that_the_state_folder_is_broken_and_goes_on()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "state"), "");

        Assert.Equal(ExitCode.Done, await ExamineSimulatorAsync(new DoctorRequest { StateDirectory = Path.Combine(_folder, "state") }));
        Assert.Equal(PageOf("broken-state"), _terminal.Output);
    }

    [Fact]
    public async Task Says_that_what_is_remembered_is_damaged()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sim"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "sim", FileVehicleStore.FileName), "{");

        Assert.Equal(ExitCode.Done, await ExamineSimulatorAsync(new DoctorRequest { StateDirectory = _folder }));
        Assert.Contains("✗ remembered  ~/sim/vehicle.json is damaged", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeks_the_remembered_vehicle_and_leaves_the_folder_as_it_is()
    {
        var state = Path.Combine(_folder, ".local", "state", "o2x", "can");
        using (var store = new FileVehicleStore(state).Open())
            await store.SaveAsync(new StoredVehicle { Remembered = new RememberedVehicle(AmiBus.Vin, "ami-can", "can0") });
        var before = await File.ReadAllBytesAsync(Path.Combine(state, FileVehicleStore.FileName));
        var bus = new ScriptedTransport(_terminal.Clock);

        var running = DoctorVerb.ExamineAsync(new DoctorRequest(), bus, _terminal.Terminal);
        while (bus.OpenScans == 0) await Task.Yield();
        bus.Sight();
        bus.Link.Everything();
        bus.Link.SayVin(AmiBus.Vin);
        Assert.Equal(Outcome.Done, await _terminal.PassUntilAsync(running));

        Assert.Contains("✓ sought      VR1**********7890, verified", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("✓ remembered  VR1**********7890, ami-can, can0", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("~/.local/state/o2x/can", _terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(AmiBus.Vin.Full, _terminal.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(state, FileVehicleStore.FileName)));
        Assert.Equal((0, 0), (bus.OpenLinks, bus.OpenScans));
    }

    [Fact]
    public async Task Ends_with_what_it_knows_when_it_is_told_to()
    {
        var bus = new ScriptedTransport(_terminal.Clock);
        var running = DoctorVerb.ExamineAsync(new DoctorRequest { For = TimeSpan.FromHours(1) }, bus, _terminal.Terminal);
        while (bus.OpenScans == 0) await Task.Yield();
        _terminal.Stop();

        Assert.Equal(ExitCode.ScanTimeout, (await running).Code);
        Assert.Contains("✗ No frame of a vehicle was heard on scripted for 0 s.", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listens_for_as_long_as_it_is_told_to()
    {
        var bus = new ScriptedTransport(_terminal.Clock);
        await ExamineAsync(new DoctorRequest { For = TimeSpan.FromSeconds(90) }, bus, () => bus.OpenScans > 0);

        Assert.Contains("heard on scripted for 90 s.", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_a_VIN_that_the_source_cannot_tell()
    {
        var radio = new ScriptedTransport(_terminal.Clock, TransportKind.Bluetooth);

        var outcome = await DoctorVerb.ExamineAsync(new DoctorRequest(), radio, _terminal.Terminal);

        Assert.Equal(new Outcome(ExitCode.WrongUse, "scripted cannot tell which vehicle it hears. Give --vin VIN."), outcome);
        Assert.Empty(_terminal.Output);
    }

    [Fact]
    public async Task Says_on_standard_error_how_far_it_is()
    {
        using var terminal = new TestTerminal(errorIsTerminal: true);
        var bus = new ScriptedTransport(terminal.Clock);
        var running = DoctorVerb.ExamineAsync(new DoctorRequest(), bus, terminal.Terminal);
        while (bus.OpenScans == 0) await Task.Yield();
        await terminal.PassUntilAsync(running);

        Assert.Contains(" of 10 s: scanning", terminal.Error, StringComparison.Ordinal);
        Assert.EndsWith("\r", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_same_as_JSON_with_the_VIN_masked()
    {
        Assert.Equal(ExitCode.Done, await ExamineSimulatorAsync(new DoctorRequest { Json = true }));

        var page = JsonDocument.Parse(Assert.Single(_terminal.Lines)).RootElement;
        Assert.Equal("well", page.GetProperty("conclusion").GetProperty("cause").GetString());
        Assert.Equal("VR1**********7890", page.GetProperty("vehicle").GetProperty("vin").GetString());
        Assert.Equal("candidate", page.GetProperty("sightings")[0].GetProperty("outcome").GetString());
        Assert.Equal(Enum.GetValues<Vehicles.Signal>().Length, page.GetProperty("values").GetArrayLength());
        Assert.DoesNotContain(SimulatedWorld.DefaultVin.Full, _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_what_a_machine_has()
    {
        var machine = new Machine
        {
            Interfaces =
            [
                new("can0", TransportState.On) { IsListenOnly = true },
                new("can1", new(Availability.Off, "The interface can1 is down.", "sudo ip link set can1 up")),
                new("vcan0", TransportState.On) { IsVirtual = true },
            ],
            Adapters =
            [
                new("hci0", "00:1A:7D:DA:71:13", TransportState.On),
                new("hci1", "00:1A:7D:DA:71:14", new(Availability.Off, "The adapter hci1 is blocked by rfkill.", "sudo rfkill unblock bluetooth")),
            ],
        };

        Assert.Equal(Outcome.Done, DoctorVerb.LookAtMachine(new DoctorRequest(), machine, _terminal.Terminal));
        Assert.Equal(PageOf("machine"), _terminal.Output);
    }

    [Fact]
    public void Names_the_radio_where_there_is_no_bus()
    {
        var machine = new Machine { Adapters = [new("hci0", null, TransportState.On)], Interfaces = [new("vcan0", TransportState.On) { IsVirtual = true }] };

        DoctorVerb.LookAtMachine(new DoctorRequest(), machine, _terminal.Terminal);

        Assert.Contains("✓ hci0 can be listened to.\n  → o2x doctor --source ble:hci0 --vin VIN\n", _terminal.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Says_why_adapters_cannot_be_listed_only_to_those_who_have_one(bool has)
    {
        var machine = new Machine
        {
            BluetoothProblem = new LinkFault(LinkLossReason.AdapterOff, "bluetoothd is not running.", "Start it."),
            AdaptersOfKernel = has ? ["hci0"] : [],
        };

        DoctorVerb.LookAtMachine(new DoctorRequest(), machine, _terminal.Terminal);

        Assert.Equal(has, _terminal.Output.Contains("✗ bluetoothd is not running.", StringComparison.Ordinal));
        Assert.Equal(has, _terminal.Output.Contains("the kernel has hci0", StringComparison.Ordinal));
    }

    [Fact]
    public void Shows_what_a_machine_has_as_JSON()
    {
        var machine = new Machine { CanProblem = new LinkFault(LinkLossReason.PermissionMissing, "No.", "Ask.") };
        DoctorVerb.LookAtMachine(new DoctorRequest { Json = true, StateDirectory = _folder }, machine, _terminal.Terminal);

        var page = JsonDocument.Parse(Assert.Single(_terminal.Lines)).RootElement;
        Assert.Equal("permissionMissing", page.GetProperty("canProblem").GetProperty("reason").GetString());
        Assert.Equal(
            ["simulator", "bluetooth", "bus", "log"],
            page.GetProperty("remembered").EnumerateArray().Select(memory => memory.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task Fails_for_a_state_folder_that_is_none()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        Assert.Equal(ExitCode.SourceUnusable, await CommandLine.RunAsync(["doctor", "--state", file], _terminal.Terminal));
        Assert.Contains("file is not a folder.", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_an_interface_that_is_not_there()
    {
        var running = CommandLine.RunAsync(["doctor", "--source", "can:no-such0"], _terminal.Terminal);

        Assert.Equal(ExitCode.SourceUnusable, await _terminal.PassUntilAsync(running));
        Assert.Contains("✗ can:no-such0  not there", _terminal.Output, StringComparison.Ordinal);
    }

    private static string PageOf(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Doctor", "Pages", name + ".txt"));

    // Where nothing shows that the engine is at work, how much of the terminal's time passes meanwhile is not certain.
    private static string WithoutTime(string page) => Regex.Replace(page, @" · [^·]*Z$", "", RegexOptions.Multiline);

    private async Task<ExitCode> ExamineSimulatorAsync(DoctorRequest request)
    {
        await using var world = new SimulatedWorld(_terminal.Clock);
        return await ExamineAsync(request, world.Radio, () => world.Radio.RunningScans > 0);
    }

    /// <summary>Examines, and lets time pass once the engine is at work.</summary>
    private async Task<ExitCode> ExamineAsync(DoctorRequest request, ILinkTransport transport, Func<bool> isAtWork)
    {
        var running = DoctorVerb.ExamineAsync(request, transport, _terminal.Terminal);
        while (!isAtWork() && !running.IsCompleted) await Task.Yield();
        return (await _terminal.PassUntilAsync(running)).Code;
    }
}

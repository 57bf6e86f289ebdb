namespace O2X.Cli.Tests;

public class CommandLineTests
{
    public static TheoryData<string, string> WrongUses => new()
    {
        { "drive", "o2x: Unrecognized command or argument 'drive'. See: o2x --help\n" },
        { "watch --vin 123", "o2x: --vin: '123' is not a VIN: 17 characters of A-Z and 0-9 without I, O and Q. See: o2x watch --help\n" },
        { "watch --vin", "o2x: Required argument missing for option: '--vin'. See: o2x watch --help\n" },
        { "watch --source usb", "o2x: --source: 'usb' is not a source: a source is sim, sim:SCENARIO, can:INTERFACE, ble, ble:ADAPTER or log:FILE. See: o2x watch --help\n" },
        { "watch --source can:", "o2x: --source: can: needs an interface, as in can:can0. See: o2x watch --help\n" },
        { "scenarios play", "o2x: Required argument missing for command: 'play'. See: o2x scenarios play --help\n" },
        { "scenarios show no/such.json", "o2x: such.json: There is no such file. See: o2x scenarios show --help\n" },
        { "scenarios play garage --speed 11", "o2x: --speed: '11' is not a number greater than 0 and at most 10. See: o2x scenarios play --help\n" },
        { "watch --reception all", "o2x: Argument 'all' not recognized. Must be one of: 'information' 'status'. See: o2x watch --help\n" },
        { "watch --for 0", "o2x: --for: '0' is not a number greater than 0 and at most 4000000. See: o2x watch --help\n" },
        { "watch --for nan", "o2x: --for: 'nan' is not a number greater than 0 and at most 4000000. See: o2x watch --help\n" },
        { "replay x.log --speed -1", "o2x: --speed: '-1' is not a number greater than 0 and at most 1000000. See: o2x replay --help\n" },
        { "replay", "o2x: Required argument missing for command: 'replay'. See: o2x replay --help\n" },
        { "doctor can0", "o2x: Unrecognized command or argument 'can0'. See: o2x doctor --help\n" },
        { "doctor --source", "o2x: Required argument missing for option: '--source'. See: o2x doctor --help\n" },
        { "doctor --source usb", "o2x: --source: 'usb' is not a source: a source is sim, sim:SCENARIO, can:INTERFACE, ble, ble:ADAPTER or log:FILE. See: o2x doctor --help\n" },
        { "doctor --source sim --vin 123", "o2x: --vin: '123' is not a VIN: 17 characters of A-Z and 0-9 without I, O and Q. See: o2x doctor --help\n" },
        { "doctor --vin VR1AB12C3D4567890", "o2x: --vin needs --source. See: o2x doctor --help\n" },
        { "doctor --for 5", "o2x: --for needs --source. See: o2x doctor --help\n" },
        { "doctor --source sim --for 0", "o2x: --for: '0' is not a number greater than 0 and at most 3600. See: o2x doctor --help\n" },
        { "doctor --source sim --for 3601", "o2x: --for: '3601' is not a number greater than 0 and at most 3600. See: o2x doctor --help\n" },
        { "doctor --state", "o2x: Required argument missing for option: '--state'. See: o2x doctor --help\n" },
        { "capture", "o2x: Required argument missing for command: 'capture'. See: o2x capture --help\n" },
        { "capture --for 0 x.log", "o2x: --for: '0' is not a number greater than 0 and at most 4000000. See: o2x capture --help\n" },
        { "capture --source can:can0 --vin VR1AB12C3D4567890 x.log", "o2x: can:can0 is recorded as it is, whichever vehicle it is of: leave --vin and --first-time out\n" },
        { "capture /no/such/folder/x.log", "o2x: /no/such/folder/x.log cannot be written: Could not find a part of the path '/no/such/folder/x.log'. Name another file.\n" },
        { "dongle", "o2x: Option '--vin' is required. See: o2x dongle --help\n" },
        { "dongle --vin VR1AB12C3D4567890 --source ble", "o2x: --source: a dongle does not serve what it hears over Bluetooth: give can:INTERFACE, log:FILE or sim. See: o2x dongle --help\n" },
        { "dongle --vin VR1AB12C3D4567890 --raw-can", "o2x: --raw-can needs a bus: give can:INTERFACE or log:FILE. See: o2x dongle --help\n" },
        { "dongle --vin VR1AB12C3D4567890 --adapter eth0", "o2x: --adapter: 'eth0' is no adapter: give hci0 or its address. See: o2x dongle --help\n" },
        { "dongle pair --adapter eth0", "o2x: --adapter: 'eth0' is no adapter: give hci0 or its address. See: o2x dongle pair --help\n" },
        { "dongle pair --for 3601", "o2x: --for: '3601' is not a number greater than 0 and at most 3600. See: o2x dongle pair --help\n" },
        { "pair", "o2x: Required argument missing for command: 'pair'. See: o2x pair --help\n" },
        { "pair hci0", "o2x: ADDRESS: six bytes in hexadecimal with colons between them, as o2x scan shows them. See: o2x pair --help\n" },
        { "pair 02:00:00:00:00:01 --adapter eth0", "o2x: --adapter: 'eth0' is no adapter: give hci0 or its address. See: o2x pair --help\n" },
        { "pair 02:00:00:00:00:01 --passkey 12345", "o2x: --passkey: a passkey has six digits. See: o2x pair --help\n" },
        { "watch --source ble:", "o2x: --source: ble: needs an adapter, as in ble:hci0, or no colon. See: o2x watch --help\n" },
        { "watch --owner-secret-file /no/such", "o2x: --owner-secret-file: the file of the owner's secret cannot be read: Could not find a part of the path '/no/such'. See: o2x watch --help\n" },
        { "doctor --source sim --owner-secret-file /dev/null", "o2x: --owner-secret-file: the file of the owner's secret holds no secret. See: o2x doctor --help\n" },
        { "scan --source can:can0", "o2x: --source: can:can0 is no radio: give ble, ble:ADAPTER, sim or sim:SCENARIO. See: o2x scan --help\n" },
        { "scan --for 0", "o2x: --for: '0' is not a number greater than 0 and at most 4000000. See: o2x scan --help\n" },
        { "probe", "o2x: Required argument missing for command: 'probe'. See: o2x probe --help\n" },
        { "probe A --source log:x", "o2x: --source: log:x is no radio: give ble, ble:ADAPTER, sim or sim:SCENARIO. See: o2x probe --help\n" },
        { "gateway --source usb", "o2x: --source: 'usb' is not a source: a source is sim, sim:SCENARIO, can:INTERFACE, ble, ble:ADAPTER or log:FILE. See: o2x gateway --help\n" },
        { "gateway --urls 5080", "o2x: O2X:Gateway:Urls names 5080; it must be an address such as http://127.0.0.1:5080, without a path.\n" },
        { "watch @file", "o2x: Unrecognized command or argument '@file'. See: o2x watch --help\n" },
    };

    public static TheoryData<string, string> Unusable => new()
    {
        { "replay /no/such/drive.log", "drive.log" },
        { "watch --source log:/no/such/drive.log --json", "drive.log" },
        { "watch --source can:no-such0 --json", "no-such0" },
        { "watch --state /dev/null --json", "The state folder /dev/null/sim cannot be used: " },
        { "capture --source can:no-such0 -", "no-such0" },
        { "gateway --config /no/such.json", "no/such.json" },
        { "gateway --urls http://127.0.0.1:0 --state /dev/null", "The state folder /dev/null/sim cannot be used: " },
        { "capture --source log:/no/such/drive.log -", "drive.log" },
    };

    [Theory]
    [MemberData(nameof(WrongUses))]
    public async Task Says_in_one_line_what_is_wrong_and_where_help_is(string arguments, string expected)
    {
        using var terminal = new TestTerminal();

        Assert.Equal(ExitCode.WrongUse, await CommandLine.RunAsync(arguments.Split(' '), terminal.Terminal));
        Assert.Equal(expected, terminal.Error);
        Assert.Empty(terminal.Output);
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task Names_what_cannot_be_used(string arguments, string name)
    {
        using var terminal = new TestTerminal();

        Assert.Equal(ExitCode.SourceUnusable, await CommandLine.RunAsync(arguments.Split(' '), terminal.Terminal));
        var line = Assert.Single(terminal.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("o2x: ", line, StringComparison.Ordinal);
        Assert.Contains(name, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_its_version()
    {
        using var terminal = new TestTerminal();

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["--version"], terminal.Terminal));
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", terminal.Output);
    }

    [Theory]
    [InlineData("--help", "replay")]
    [InlineData("--help", "scenarios")]
    [InlineData("scenarios play --help", "--speed")]
    [InlineData("--help", "Exit codes: 0 done, 1 wrong use, 2 source unusable, 3 vehicle not found.")]
    [InlineData("watch --help", "--wait")]
    [InlineData("watch --help", "--allow-active-can")]
    [InlineData("watch --help", "ble[:ADAPTER]")]
    [InlineData("pims --help", "--owner-secret-file")]
    [InlineData("scan --help", "Connects to nothing.")]
    [InlineData("probe --help", "nothing and subscribes to nothing.")]
    [InlineData("--help", "dongle")]
    [InlineData("dongle --help", "New bonds are made while o2x dongle pair runs.")]
    [InlineData("dongle pair --help", "Pairing without a passkey is refused.")]
    [InlineData("pair --help", "on standard input")]
    [InlineData("replay --help", "--speed")]
    [InlineData("doctor --help", "Without it: what this machine has to listen to.")]
    [InlineData("capture --help", "Odometer, times and all other values stay as they are.")]
    public async Task Explains_itself(string arguments, string expected)
    {
        using var terminal = new TestTerminal();

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(arguments.Split(' '), terminal.Terminal));
        Assert.Contains(expected, terminal.Output, StringComparison.Ordinal);
        Assert.Empty(terminal.Error);
    }
}

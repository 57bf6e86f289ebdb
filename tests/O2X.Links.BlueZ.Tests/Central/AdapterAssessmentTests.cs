using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Central;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.Central;

public sealed class AdapterAssessmentTests : IDisposable
{
    private readonly DirectoryInfo _rfkill = Directory.CreateTempSubdirectory("o2x-rfkill-");
    private readonly BlueZObjects _objects = new();

    public void Dispose() => _rfkill.Delete(recursive: true);

    [Fact]
    public void Takes_the_first_adapter_that_is_on()
    {
        Add("hci0", "00:AA:01:00:00:00", isOn: false);
        Add("hci1", "00:AA:01:00:00:01", isOn: true);

        Assert.Equal(new AdapterSituation(TransportState.On, "/org/bluez/hci1"), Assess());
    }

    [Theory]
    [InlineData("hci1")]
    [InlineData("00:AA:01:00:00:0B")]
    [InlineData("00:aa:01:00:00:0b")]
    public void Takes_the_adapter_that_is_named(string wanted)
    {
        Add("hci0", "00:AA:01:00:00:0A", isOn: true);
        Add("hci1", "00:AA:01:00:00:0B", isOn: true);

        Assert.Equal("/org/bluez/hci1", Assess(wanted).Path);
    }

    [Fact]
    public void Does_not_take_another_adapter_than_the_named_one()
    {
        Add("hci0", "00:AA:01:00:00:0A", isOn: true);

        var state = Assess("hci1").State;

        Assert.Equal(Availability.Absent, state.Availability);
        Assert.Equal("There is no Bluetooth adapter hci1; there is hci0 00:AA:01:00:00:0A.", state.Detail);
    }

    [Fact]
    public void Says_that_an_adapter_is_off()
    {
        Add("hci0", "00:AA:01:00:00:0A", isOn: false);

        Assert.Equal(new TransportState(Availability.Off, "hci0 is off.", "bluetoothctl power on"), Assess().State);
    }

    [Theory]
    [InlineData("1", "0", "hci0 is blocked.", "sudo rfkill unblock bluetooth")]
    [InlineData("1", "1", "hci0 is switched off by a switch or the firmware.", "Switch it on: a key, a switch, or the firmware's settings.")]
    [InlineData("0", "0", "hci0 is off.", "bluetoothctl power on")]
    public void Says_that_a_radio_is_blocked(string soft, string hard, string detail, string advice)
    {
        Add("hci0", "00:AA:01:00:00:0A", isOn: false);
        AddRadio("rfkill0", "phy0", "1", "1");
        AddRadio("rfkill1", "hci0", soft, hard);

        Assert.Equal(new TransportState(Availability.Off, detail, advice), Assess().State);
    }

    [Fact]
    public void Says_that_there_is_no_adapter()
    {
        Assert.Equal("There is no Bluetooth adapter.", Assess().State.Detail);
        Assert.Equal("There is no Bluetooth adapter hci0, nor any other.", Assess("hci0").State.Detail);
    }

    [Fact]
    public void Says_what_keeps_it_from_BlueZ()
    {
        Assert.Equal((Availability.Absent, "bluetoothd is not running."), Told(BusCondition.NoService));
        Assert.Equal((Availability.NoPermission, "This user may not use Bluetooth."), Told(new BusCondition(BusState.Denied, "no")));
        Assert.Equal((Availability.Absent, "BlueZ has not answered yet."), Told(BusCondition.Connecting));
        Assert.Equal(
            (Availability.Absent, "The system's D-Bus cannot be reached: No such file or directory."),
            Told(new BusCondition(BusState.Unreachable, "No such file or directory")));
    }

    [Theory]
    [InlineData("on", Availability.On)]
    [InlineData("off-blocked", Availability.On)] // Powered says so soon enough
    [InlineData("on-disabling", Availability.Off)]
    public void Takes_an_adapter_that_is_being_switched_off_for_off(string state, Availability availability)
    {
        Add("hci0", "00:AA:01:00:00:0A", isOn: true);
        _objects.Change("/org/bluez/hci0", BlueZNames.Adapter, new Dictionary<string, VariantValue> { ["PowerState"] = state }, []);

        Assert.Equal(availability, Assess().State.Availability);
    }

    [Fact]
    public void Says_where_the_bus_should_be_and_what_to_do()
    {
        const string Socket = "/run/dbus/system_bus_socket";
        AssertTold(DBusConnectFailure.Missing, Availability.Absent, $"There is no D-Bus system bus here, over which BlueZ is spoken to: {Socket} does not exist.", "sudo apt install dbus");
        AssertTold(DBusConnectFailure.NobodyListens, Availability.Absent, $"The D-Bus system bus is not running: nobody listens at {Socket}.", "sudo systemctl restart dbus");
        AssertTold(DBusConnectFailure.Forbidden, Availability.NoPermission, $"This user may not use the D-Bus system bus: {Socket} is closed to it.", $"ls -l {Socket}");
        AssertTold(DBusConnectFailure.Other, Availability.Absent, "The system's D-Bus cannot be reached: network unreachable.", "sudo systemctl start dbus");

        void AssertTold(DBusConnectFailure failure, Availability availability, string detail, string advice)
        {
            var condition = BusCondition.Of(new DBusConnectFailedException("network unreachable") { Socket = Socket, Failure = failure });
            Assert.Equal((availability, detail), Told(condition));
            Assert.StartsWith(advice, AdapterAssessment.Assess(condition, _objects, wanted: null, new Rfkill(_rfkill.FullName)).State.Advice, StringComparison.Ordinal);
        }
    }

    private (Availability, string?) Told(BusCondition condition)
    {
        var state = AdapterAssessment.Assess(condition, _objects, wanted: null, new Rfkill(_rfkill.FullName)).State;
        Assert.NotNull(state.Advice);
        return (state.Availability, state.Detail);
    }

    private AdapterSituation Assess(string? wanted = null) => AdapterAssessment.Assess(BusCondition.Ready, _objects, wanted, new Rfkill(_rfkill.FullName));

    private void Add(string name, string address, bool isOn) =>
        _objects.Add($"/org/bluez/{name}", BlueZNames.Adapter, new Dictionary<string, VariantValue> { ["Address"] = address, ["Powered"] = isOn });

    private void AddRadio(string folder, string name, string soft, string hard)
    {
        var radio = _rfkill.CreateSubdirectory(folder).FullName;
        File.WriteAllText(Path.Combine(radio, "name"), name + "\n");
        File.WriteAllText(Path.Combine(radio, "soft"), soft + "\n");
        File.WriteAllText(Path.Combine(radio, "hard"), hard + "\n");
    }
}

using O2X.EndToEnd.Tests.Guests;

namespace O2X.EndToEnd.Tests.Ble;

/// <summary><c>o2x watch --source ble</c> through a real bluetoothd, with cars of the simulator as dongles in the air.</summary>
[Trait("Kind", "ble")]
[Collection(BleCollection.Name)]
public sealed class WatchTests(BleGuest guest)
{
    private const string Ami = "02:00:00:00:00:01";
    private const string Second = "02:00:00:00:00:02";
    private const string Third = "02:00:00:00:00:03";

    private static readonly string[] _linksOfFirstTime = ["near.links", "ami.links", "ami.links.after"];
    private static readonly string[] _linksOfImpostor = ["ami.links", "untagged.links", "right.links"];

    [Fact]
    public void Finds_the_right_one_of_three()
    {
        var run = guest.Run("first-time");
        var ready = run.Watch().First(line => line.IsLink("ready"));

        Assert.Equal(Ami, ready.Text("address"));
        Assert.True(ready.Value.GetProperty("verified").GetBoolean());
        Assert.Equal([Ami], run.Watch().Where(line => line.IsLink("connecting")).Select(line => line.Text("address")).Distinct());
        Assert.Equal(["0", "1", "0"], _linksOfFirstTime.Select(run.Text));
        Assert.Equal("0", run.Text("report.exit"));
        Assert.Empty(run.Text("report.errors"));
    }

    [Fact]
    public void Streams_what_the_car_says()
    {
        var last = guest.Run("first-time").Watch().Last(line => line.Stream == "information");

        Assert.Equal("driving", last.Text("status"));
        Assert.Equal("VR1AB12C3D4567890", last.Text("vin"));
        Assert.InRange(last.Value.GetProperty("data").GetProperty("batterySoc").GetProperty("value").GetInt32(), 62, 64);
    }

    [Fact]
    public void Links_again_after_link_loss()
    {
        var lines = guest.Run("first-time").Watch();

        Assert.Single(lines, line => line.IsEvent("disconnected"));
        Assert.Equal(2, lines.Count(line => line.IsLink("ready")));
    }

    [Fact]
    public void Tells_that_the_link_fell_silent()
    {
        var lines = guest.Run("silent").Watch();

        Assert.Equal("dataTimeout", lines.First(line => line.IsEvent("disconnected")).Text("reason"));
        Assert.Equal("dataTimeout", lines.First(line => line.IsLink("stale")).Text("reason"));
        Assert.Equal(2, lines.Count(line => line.IsLink("ready")));
    }

    [Fact]
    public void Passes_over_a_dongle_that_proves_another_VIN()
    {
        var run = guest.Run("impostor");
        var lines = run.Watch();

        Assert.Equal(Third, lines.Single(line => line.IsLink("ready")).Text("address"));
        Assert.Contains(lines, line => line.IsLink("connecting") && line.Text("address") == Ami);
        Assert.Contains(lines, line => line.Stream == "link" && line.Text("reason") == "wrongVehicle");
        Assert.Equal(["0", "0", "1"], _linksOfImpostor.Select(run.Text));
    }

    [Fact]
    public void Survives_adapter_and_bluetoothd_going_and_coming()
    {
        var run = guest.Run("adapter");
        var lines = run.Watch();
        var details = lines.Where(line => line.IsLink("waitingForAdapter")).Select(line => line.Text("detail")).ToList();

        Assert.Contains("hci0 is off.", details);
        Assert.Equal("adapterOff", lines.First(line => line.IsEvent("disconnected")).Text("reason"));
        Assert.Contains("bluetoothd is not running.", details);
        Assert.Contains("There is no Bluetooth adapter.", details);
        Assert.True(lines.Count(line => line.IsLink("ready")) >= 4);
        Assert.Equal("0", run.Text("report.exit"));
    }

    [Fact]
    public void Tells_that_the_radio_is_blocked()
    {
        var run = guest.Run("adapter");

        Assert.Equal("yes", run.Text("blocked"));
        Assert.Contains(run.Watch(), line => line.IsLink("waitingForAdapter") && line.Text("advice") == "sudo rfkill unblock bluetooth");
    }

    [Fact]
    public void Seeks_the_remembered_vehicle_whatever_its_address()
    {
        var run = guest.Run("remembered");
        var ready = run.Watch("again").First(line => line.IsLink("ready"));

        Assert.Equal("C2:00:00:00:00:77", ready.Text("address"));
        Assert.Equal("VR1AB12C3D4567890", ready.Text("vin"));
        Assert.True(ready.Value.GetProperty("verified").GetBoolean());
    }

    [Fact]
    public void Shares_an_adapter_with_another_engine()
    {
        var run = guest.Run("two-vehicles");

        Assert.All(run.Watch("first").Where(line => line.IsLink("ready")), line => Assert.Equal(Ami, line.Text("address")));
        Assert.All(run.Watch("second").Where(line => line.IsLink("ready")), line => Assert.Equal(Second, line.Text("address")));
        Assert.Single(run.Watch("first"), line => line.IsLink("ready"));
        Assert.Equal(2, run.Watch("second").Count(line => line.IsLink("ready")));
    }

    [Fact]
    public void Needs_no_root()
    {
        var run = guest.Run("users");

        Assert.Contains(run.Watch(), line => line.IsLink("ready"));
        Assert.Equal("0", run.Text("report.exit"));
    }

    [Fact]
    public void Tells_a_user_without_the_permission_what_to_do()
    {
        var run = guest.Run("users");

        Assert.Equal("2", run.Text("stranger.exit"));
        Assert.Contains("bluetooth", run.Text("stranger.errors"), StringComparison.Ordinal);
    }

    [Fact]
    public void Gets_over_a_closed_link_and_garbage_at_the_least_MTU()
    {
        var lines = guest.Run("troubles").Watch();

        Assert.Equal(2, lines.Count(line => line.IsEvent("disconnected")));
        Assert.Equal(3, lines.Count(line => line.IsLink("ready")));
    }
}

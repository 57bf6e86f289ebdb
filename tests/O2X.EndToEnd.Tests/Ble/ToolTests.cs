using System.Text.Json;
using O2X.EndToEnd.Tests.Guests;

namespace O2X.EndToEnd.Tests.Ble;

/// <summary><c>o2x scan</c>, <c>o2x probe</c> and <c>o2x doctor</c> with three cars in the air.</summary>
[Trait("Kind", "ble")]
[Collection(BleCollection.Name)]
public sealed class ToolTests(BleGuest guest)
{
    private const string Ami = "02:00:00:00:00:01";
    private const string Near = "02:00:00:00:00:02";
    private const string Untagged = "02:00:00:00:00:03";

    private GuestRun Run => guest.Run("tools");

    [Fact]
    public void Scan_tells_which_of_three_is_the_vehicle()
    {
        var tagMatches = Run.Watch("scan")
            .GroupBy(line => line.Text("address")!, line => line.Value.GetProperty("tagMatches").ToString())
            .ToDictionary(group => group.Key, group => group.Distinct().ToList());

        Assert.Equal("0", Run.Text("scan.exit"));
        Assert.Equal([Ami, Near, Untagged], tagMatches.Keys.Order());
        Assert.Equal(["True"], tagMatches[Ami]);
        Assert.Equal(["False"], tagMatches[Near]);
        Assert.Equal([""], tagMatches[Untagged]);
    }

    [Fact]
    public void Probe_lists_the_characteristics_and_what_can_be_read()
    {
        using var page = JsonDocument.Parse(Run.Text("probe"));
        var characteristics = page.RootElement.GetProperty("services").EnumerateArray()
            .Single(service => service.GetProperty("uuid").GetString() == "49c20001-0c62-4386-8ac0-60d10f415e38")
            .GetProperty("characteristics").EnumerateArray()
            .Select(characteristic => (characteristic.GetProperty("name").GetString(), characteristic.GetProperty("value").GetProperty("length").GetInt32()));

        Assert.Equal("0", Run.Text("probe.exit"));
        Assert.Equal([("open link: profile", 7), ("open link: VIN proof", 16), ("open link: information", 20), ("open link: measurements", 20)], characteristics);
    }

    [Fact]
    public void Doctor_says_that_data_flow()
    {
        using var page = JsonDocument.Parse(Run.Text("doctor"));

        Assert.Equal("0", Run.Text("doctor.exit"));
        Assert.True(page.RootElement.GetProperty("isDataFlowing").GetBoolean());
        Assert.Equal("on", page.RootElement.GetProperty("source").GetProperty("availability").GetString());
    }

    [Fact]
    public void Leave_nothing_open() => Assert.Equal("0", Run.Text("links"));
}

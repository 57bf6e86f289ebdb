using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Central;
using O2X.Links.BlueZ.DBus;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.BlueZ.Tests.Central;

public sealed class SightingReaderTests
{
    private static readonly Dictionary<string, VariantValue> Device = new()
    {
        ["Address"] = "00:AA:01:01:00:01",
        ["Name"] = "O2X",
        ["RSSI"] = (short)-61,
        ["UUIDs"] = new[] { OpenLinkUuids.Service.ToString(), "not a uuid" },
        ["ManufacturerData"] = VariantValue.Dict(new Dictionary<ushort, VariantValue> { [0xFFFF] = new byte[] { 1, 2, 3, 4, 5, 6 } }),
    };

    [Fact]
    public void Reads_what_BlueZ_knows_of_a_device()
    {
        var sighting = SightingReader.Read(Device, timestamp: 7)!;

        Assert.Equal(("00:AA:01:01:00:01", 7, "O2X", -61), (sighting.Address, sighting.Timestamp, sighting.Name, sighting.Rssi));
        Assert.Equal([OpenLinkUuids.Service], sighting.ServiceUuids);
        Assert.Equal((ushort)0xFFFF, sighting.Company);
        Assert.Equal([1, 2, 3, 4, 5, 6], sighting.ManufacturerData.ToArray());
    }

    [Fact]
    public void Takes_values_of_other_types_for_none()
    {
        Dictionary<string, VariantValue> odd = new()
        {
            ["Address"] = "00:AA:01:01:00:01",
            ["Name"] = 5,
            ["RSSI"] = "near",
            ["UUIDs"] = true,
            ["ManufacturerData"] = new[] { "none" },
        };

        var sighting = SightingReader.Read(odd, timestamp: 7)!;

        Assert.Equal((null, null, null), (sighting.Name, sighting.Rssi, sighting.Company));
        Assert.Empty(sighting.ServiceUuids);
        Assert.True(sighting.ManufacturerData.IsEmpty);
    }

    [Fact]
    public void Makes_nothing_of_a_device_without_an_address() => Assert.Null(SightingReader.Read(new Dictionary<string, VariantValue> { ["RSSI"] = (short)-1 }, 0));

    [Theory]
    [InlineData(ChangeKind.Added, "RSSI", true)]
    [InlineData(ChangeKind.Changed, "RSSI", true)]
    [InlineData(ChangeKind.Changed, "ManufacturerData", true)]
    [InlineData(ChangeKind.Changed, "ServiceData", true)]
    [InlineData(ChangeKind.Added, "ManufacturerData", false)]
    [InlineData(ChangeKind.Changed, "Connected", false)]
    [InlineData(ChangeKind.Changed, "Name", false)]
    public void Counts_only_what_was_heard_just_now(object kind, string property, bool isHeard) =>
        Assert.Equal(isHeard, SightingReader.IsHeard(new ObjectChange((ChangeKind)kind, "/d", BlueZNames.Device, new Dictionary<string, VariantValue> { [property] = (short)-60 })));

    [Fact]
    public void Filters_by_itself_what_BlueZ_heard_for_others()
    {
        var sighting = new Sighting("00:AA:01:01:00:01", 0) { ServiceUuids = [OpenLinkUuids.Service] };

        Assert.True(SightingReader.Matches(ScanFilter.Any, sighting));
        Assert.True(SightingReader.Matches(new ScanFilter([Guid.Empty, OpenLinkUuids.Service]), sighting));
        Assert.False(SightingReader.Matches(new ScanFilter([Guid.Empty]), sighting));
    }
}

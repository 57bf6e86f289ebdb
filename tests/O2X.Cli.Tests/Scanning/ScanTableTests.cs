using O2X.Cli.Scanning;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.Simulator;
using O2X.Vehicles;
using O2X.Vehicles.OpenLink;

namespace O2X.Cli.Tests.Scanning;

public class ScanTableTests
{
    private static readonly Vin _vin = SimulatedWorld.DefaultVin;

    private readonly ScanTable _table = new([new OpenLinkProfile(), new AmiCanProfile()], _vin, all: false);

    [Fact]
    public void Shows_the_strongest_first_and_keeps_rows_where_they_are_while_signals_waver()
    {
        Hear("A", -70);
        Hear("B", -50);
        Assert.Equal(["B", "A"], Addresses());

        for (var i = 0; i < 20; i++) Hear("A", -47);
        Assert.Equal(["B", "A"], Addresses());

        for (var i = 0; i < 20; i++) Hear("A", -40);
        Assert.Equal(["A", "B"], Addresses());
    }

    [Fact]
    public void Puts_what_may_be_gone_last()
    {
        Hear("A", -40);
        Hear("B", -80, at: TimeSpan.FromSeconds(11));

        Assert.Equal(["B", "A"], Addresses(TimeSpan.FromSeconds(11)));
        Assert.True(ScanTable.IsGone(_table.Rows(0).Single(row => row.Address == "A"), TimeSpan.FromSeconds(11).Ticks));
    }

    [Fact]
    public void Tells_the_vehicle_by_its_tag()
    {
        Assert.False(_table.HasMatch);
        Hear("ours", -60, TagOf(_vin));
        Hear("another", -60, TagOf(Vin.Parse("VR1AB12C3D4567801")));
        Hear("silent", -60);

        var tags = _table.Rows(0).ToDictionary(row => row.Address, row => row.Tag);
        Assert.Equal((TagMatch.Yes, TagMatch.No, TagMatch.Unknown), (tags["ours"], tags["another"], tags["silent"]));
        Assert.True(_table.HasMatch);
    }

    [Fact]
    public void Cannot_tell_by_a_tag_without_a_vehicle()
    {
        var table = new ScanTable([new OpenLinkProfile()], vin: null, all: false);

        Assert.Equal(TagMatch.Unknown, table.Hear(Sighting("A", -60) with { Company = AdvertTag.Company, ManufacturerData = TagOf(_vin) })!.Value.Now.Tag);
    }

    [Fact]
    public void Shows_devices_that_are_no_vehicles_only_when_asked_for()
    {
        var other = new Sighting("lamp", 0) { Rssi = -30 };

        Assert.Null(_table.Hear(other));
        var heard = new ScanTable([new OpenLinkProfile()], _vin, all: true).Hear(other);
        Assert.Null(heard!.Value.Now.Profile);
    }

    [Fact]
    public void Keeps_a_name_that_does_not_come_each_time_and_makes_it_harmless()
    {
        _table.Hear(Sighting("A", -60) with { Name = "\u001b[2Jo\u202E2x" });

        Assert.Equal("?[2Jo?2x", _table.Hear(Sighting("A", -60))!.Value.Now.Name);
    }

    [Fact]
    public void Keeps_a_strength_that_is_not_told_and_counts()
    {
        Hear("A", -60);
        var (before, now) = _table.Hear(Sighting("A", null))!.Value;

        Assert.Equal((-60.0, (int?)null, 2L), (now.Strength, now.Rssi, now.Count));
        Assert.Equal(1, before!.Count);
    }

    [Fact]
    public void Forgets_who_was_not_heard_for_the_longest_time_when_there_is_no_room()
    {
        for (var i = 0; i < ScanTable.Most; i++) Hear($"{i}", -60, at: TimeSpan.FromMilliseconds(i));
        Hear("one more", -60, at: TimeSpan.FromSeconds(1));
        Hear("1", -40, at: TimeSpan.FromSeconds(1));

        var rows = _table.Rows(TimeSpan.FromSeconds(1).Ticks);
        Assert.Equal(ScanTable.Most, rows.Count);
        Assert.DoesNotContain(rows, row => row.Address == "0");
        Assert.Equal(2, rows.Single(row => row.Address == "1").Count);
    }

    private static byte[] TagOf(Vin vin)
    {
        var data = new byte[AdvertTag.Length];
        AdvertTag.Create(VinKey.For(vin), [1, 2, 3]).WriteTo(data);
        return data;
    }

    private static Sighting Sighting(string address, int? rssi, TimeSpan at = default) =>
        new(address, at.Ticks) { Rssi = rssi, ServiceUuids = [OpenLinkUuids.Service] };

    private void Hear(string address, int rssi, byte[]? tag = null, TimeSpan at = default)
    {
        var sighting = Sighting(address, rssi, at);
        Assert.NotNull(_table.Hear(tag is null ? sighting : sighting with { Company = AdvertTag.Company, ManufacturerData = tag }));
    }

    private string[] Addresses(TimeSpan now = default) => [.. _table.Rows(now.Ticks).Select(row => row.Address)];
}

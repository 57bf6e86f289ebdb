using System.Security.Cryptography;
using System.Text.RegularExpressions;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.OpenLink.Serving;
using static O2X.Vehicles.Tests.OpenLink.Profile.ProfileDocument;

namespace O2X.Vehicles.Tests.OpenLink.Profile;

/// <summary>Holds advert, keys, proof and characteristics to the document.</summary>
public partial class ProfileServiceTests
{
    private static readonly Dictionary<string, Guid> Uuids = new()
    {
        ["service"] = OpenLinkUuids.Service,
        ["profile"] = OpenLinkUuids.Profile,
        ["VIN proof"] = OpenLinkUuids.VinProof,
        ["VIN"] = OpenLinkUuids.Vin,
        ["information"] = OpenLinkUuids.Information,
        ["measurements"] = OpenLinkUuids.Measurements,
        ["raw CAN"] = OpenLinkUuids.RawCan,
    };

    private static readonly Vin TheVin = Vin.Parse(Of("Example of keys").Table("VIN")[0][0].Trim('`'));

    private static readonly OpenLinkServerOptions Everything = new() { FramesInterval = TimeSpan.FromMilliseconds(25), PublishVin = true };

    [Fact]
    public void Has_the_uuids_of_the_document() =>
        Assert.Equal(Uuids, Of("UUIDs").Table("Part").ToDictionary(row => row[0], row => Guid.Parse(row[1].Trim('`'))));

    [Fact]
    public void Lays_the_advert_out_as_the_table_says()
    {
        var rows = Of("Advert").Table("Offset");
        var (tag, advert) = AdvertOf(Of("Example of an advert").Table("Owner's secret")[0]);
        var end = 0;
        foreach (var row in rows)
        {
            Assert.Equal(end, Number(row[0]));
            end += Number(row[1]);
            if (HexInCode().Match(row[2]) is { Success: true } fixedBytes)
                Assert.Equal(Bytes(fixedBytes.Groups[1].Value), advert[Number(row[0])..end]);
        }

        Assert.Equal(OpenLinkAdvert.Length, end);
        Assert.Equal(OpenLinkUuids.Service.ToByteArray(bigEndian: true).Reverse(), advert[5..21]);
        Assert.Equal(["salt", "tag"], rows.TakeLast(2).Select(row => row[2]));
        Assert.Equal(tag, advert[25..]);
    }

    [Fact]
    public void Has_the_name_of_the_document_in_its_scan_response()
    {
        var response = Bytes(ScanResponse().Match(string.Join('\n', Of("Advert").Lines)).Groups[1].Value);
        Assert.Equal([(byte)(OpenLinkAdvert.LocalName.Length + 1), 0x09, .. OpenLinkAdvert.LocalName.Select(c => (byte)c)], response);
    }

    [Fact]
    public void Makes_the_adverts_of_the_example()
    {
        var rows = Of("Example of an advert").Table("Owner's secret");
        Assert.Equal(2, rows.Count);
        foreach (var row in rows)
        {
            var (saltAndTag, expected) = AdvertOf(row);
            Assert.True(OpenLinkAdvert.TryDecode(expected, out var tag));
            Assert.True(tag!.Value.Matches(KeyOf(row[0])));

            var advert = new byte[OpenLinkAdvert.Length];
            OpenLinkAdvert.Encode(AdvertTag.Create(KeyOf(row[0]), saltAndTag.AsSpan(0, AdvertTag.SaltLength)), advert);
            Assert.Equal(expected, advert);
        }
    }

    [Fact]
    public void Makes_the_keys_of_the_example()
    {
        var rows = Of("Example of keys").Table("VIN");
        Assert.Equal(2, rows.Count);
        foreach (var row in rows)
        {
            // A key is never given out: it shows in what is made with it.
            var proof = new byte[VinProof.Length];
            VinProof.Compute(VinKey.For(Vin.Parse(row[0].Trim('`')), row[1].Trim('`')), [1, 2, 3, 4, 5, 6, 7, 8], proof);
            Assert.Equal(HMACSHA256.HashData(Bytes(row[2]), "vin\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008"u8.ToArray())[..VinProof.Length], proof);
        }
    }

    [Fact]
    public void Proves_as_in_the_example()
    {
        var rows = Of("Example of a VIN proof").Table("Owner's secret");
        Assert.Equal(2, rows.Count);
        foreach (var row in rows)
        {
            var server = new OpenLinkServer(TheVin, new OpenLinkServerOptions { OwnerSecret = row[0].Trim('`') }, salt => salt.Clear(), now: 0);
            Assert.Equal(GattRefusal.None, server.Write("a", OpenLinkUuids.VinProof, Bytes(row[1]), now: 0));
            Assert.Equal(Bytes(row[2]), server.Read("a", OpenLinkUuids.VinProof, now: 0).Value.ToArray());
            Assert.True(VinProof.Verify(KeyOf(row[0]), Bytes(row[1]), Bytes(row[2])));
        }
    }

    [Fact]
    public void Describes_itself_as_in_the_example()
    {
        var names = Of("Profile").Table("Bit").ToDictionary(row => row[1].Split(' ')[^1], row => (OpenLinkFeatures)(1 << Number(row[0])));
        Assert.Equal(
            [OpenLinkFeatures.Measurements, OpenLinkFeatures.RawCan, OpenLinkFeatures.PublishedVin, OpenLinkFeatures.Secured],
            [names["measurements"], names["CAN"], names["read"], names["secured"]]);
        foreach (var row in Of("Example of the profile characteristic").Table("Value"))
        {
            var features = row[2].Split(", ").Aggregate(OpenLinkFeatures.None, (all, name) => all | names[name switch { "raw CAN" => "CAN", "VIN" => "read", _ => name }]);
            var description = new OpenLinkDescription(features, TimeSpan.FromMilliseconds(Number(row[3].Split(' ')[0])), (byte)Number(row[4]));
            var value = new byte[OpenLinkDescription.Length];
            description.WriteTo(value);
            Assert.Equal(Bytes(row[0]), value);
            Assert.True(OpenLinkDescription.TryRead(Bytes(row[0]), out var read));
            Assert.Equal(description, read);
            Assert.Equal(row[1], $"{read.Major}.{read.Minor}");
        }

        Assert.Equal([1, 1, 2, 2, 1], Of("Profile").Table("Offset").Select(row => Number(row[1])));
        Assert.Equal([0, 1, 2, 4, 6], Of("Profile").Table("Offset").Select(row => Number(row[0])));
    }

    [Fact]
    public void Offers_the_characteristics_of_the_table()
    {
        var served = new OpenLinkServer(TheVin, Everything, salt => salt.Clear(), now: 0).Characteristics;
        Assert.Equal(
            Of("Characteristics").Table("Characteristic").Select(row => (Uuids[row[0]], row[1])),
            served.Select(one => (one.Uuid, string.Join(", ", new[] { one.CanRead ? "read" : "", one.CanWrite ? "write" : "", one.CanNotify ? "notify" : "" }.Where(word => word.Length > 0)))));
    }

    [Fact]
    public void Refuses_with_the_codes_of_the_table()
    {
        var rows = Of("Characteristics").Table("Code").Where(row => !row[0].Contains(',')).ToDictionary(row => (GattRefusal)Number(row[0]), row => row[1]);
        Assert.Equal(Enum.GetValues<GattRefusal>().Skip(1), rows.Keys.Order());
        Assert.All(rows, row => Assert.StartsWith(WordStart().Replace(row.Key.ToString(), " $0").Trim(), row.Value, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Keeps_to_the_rates_of_the_table()
    {
        var rows = Of("Rates").Table("Characteristic").ToDictionary(row => row[0], row => (Most: TimeSpan.FromSeconds(1.0 / Number(row[1].Split(',')[0])), Usual: TimeSpan.FromSeconds(1.0 / Number(row[2]))));
        var usual = new OpenLinkServerOptions();
        Assert.Equal((rows["information"].Usual, rows["measurements"].Usual), (usual.InformationInterval, usual.MeasurementsInterval!.Value));
        var fastest = new OpenLinkServerOptions { InformationInterval = rows["information"].Most, MeasurementsInterval = rows["measurements"].Most, FramesInterval = rows["raw CAN"].Most };
        fastest.Validate();
        foreach (var tooFast in new[]
        {
            fastest with { InformationInterval = fastest.InformationInterval * 0.99 },
            fastest with { MeasurementsInterval = fastest.MeasurementsInterval * 0.99 },
            fastest with { FramesInterval = fastest.FramesInterval * 0.99 },
            fastest with { MostCentrals = 4 },
        })
            Assert.Throws<ArgumentOutOfRangeException>(tooFast.Validate);
    }

    [Fact]
    public void Counts_the_states_and_alerts_as_the_tables_say()
    {
        var section = Of("Information, type 1");
        var system = section.Table("System state");
        Assert.Equal(PacketFields.NamesOf<SystemState>(), system.Select(row => row[1]));
        Assert.Equal(Enumerable.Range(0, 8), system.Select(row => Range(row[0]).First));
        Assert.Equal(15, Range(system[^1][0]).Last);

        var battery = section.Table("Battery state").SelectMany(row => row[1].Split(", ").Select((name, i) => (Range(row[0]).First + i, name)));
        Assert.Equal(PacketFields.NamesOf<BatteryState>().Select((name, i) => (i, name)), battery);

        Assert.All(section.Table("Alert bit"), row => Assert.Equal((Alerts)(1 << Number(row[0])), PacketFields.AlertsIn(row[1])));
        Assert.Equal(8, section.Table("Alert bit").Count);
    }

    private static (byte[] SaltAndTag, byte[] Advert) AdvertOf(string[] row) => ([.. Bytes(row[1]), .. Bytes(row[2])], Bytes(row[3]));

    private static VinKey KeyOf(string secret) => VinKey.For(TheVin, secret.Trim('`'));

    [GeneratedRegex(@"^`([0-9A-F ]+)`")]
    private static partial Regex HexInCode();

    [GeneratedRegex(@"The scan response is `([0-9A-F ]+)`")]
    private static partial Regex ScanResponse();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex WordStart();
}

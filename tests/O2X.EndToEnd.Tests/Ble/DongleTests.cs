using O2X.EndToEnd.Tests.Guests;
using O2X.Vehicles;
using O2X.Vehicles.OpenLink;

namespace O2X.EndToEnd.Tests.Ble;

/// <summary><c>o2x dongle</c> on one adapter, heard on another by <c>o2x watch</c> and by a client that is not ours.</summary>
[Trait("Kind", "ble")]
[Collection(BleCollection.Name)]
public sealed class DongleTests(BleGuest guest)
{
    private const string Address = "02:00:00:00:01:11";
    private static readonly Vin _vin = Vin.Parse("VR1AB12C3D4567890");

    private GuestRun Run => guest.Run("dongle");

    [Fact]
    public void Advertises_exactly_the_bytes_of_the_profile()
    {
        var words = Run.Text("advert").Split(' ');
        var advert = Convert.FromHexString(words[2]);

        Assert.Equal(["Connectable", Address], words[..2]);
        Assert.True(OpenLinkAdvert.TryDecode(advert, out var tag));
        Assert.True(tag!.Value.Matches(VinKey.For(_vin)));
        var expected = new byte[OpenLinkAdvert.Length];
        OpenLinkAdvert.Encode(tag.Value, expected);
        // BlueZ sends the flags last.
        Assert.Equal(Convert.ToHexString([.. expected[3..], .. expected[..3]]), words[2]);
        Assert.Equal("04094F3258", words[3]);
    }

    [Fact]
    public void Serves_o2x_watch()
    {
        var ready = Run.Watch().Single(line => line.IsLink("ready"));

        Assert.Equal(Address, ready.Text("address"));
        Assert.True(ready.Value.GetProperty("verified").GetBoolean());
        Assert.Contains(Run.Watch(), line => line.Stream == "information" && line.Text("vin") == _vin.Full);
    }

    [Fact]
    public void Proves_and_publishes_its_VIN_to_a_client_that_is_not_ours()
    {
        var report = Run.Report("client");

        Assert.Equal(Address, report.Single(line => line.What == "found").Text("address"));
        Assert.True(report.Single(line => line.What == "proof").Json.GetProperty("right").GetBoolean());
        Assert.Equal(Convert.ToHexStringLower("VR1AB12C3D4567890"u8), report.Single(line => line.Text("name") == "vin").Text("value"));
    }

    [Fact]
    public void Refuses_everything_to_a_stranger_where_it_is_secured()
    {
        const string InsufficientAuthentication = "05";
        var answers = guest.Run("secured").Text("secured").Split(' ');

        Assert.All(answers, answer => Assert.EndsWith($"={InsufficientAuthentication}", answer, StringComparison.Ordinal));
        Assert.Equal(WithoutAnswers(guest.Run("secured").Text("opened").Split(' ')), WithoutAnswers(answers));
    }

    [Fact]
    public void Lets_a_stranger_in_where_it_is_open()
    {
        const string NoNonce = "49c20003:read=80";
        var answers = guest.Run("secured").Text("opened").Split(' ');

        Assert.Contains("49c20005:subscribe=ok", answers);
        Assert.Equal([NoNonce], answers.Where(answer => !answer.EndsWith("=ok", StringComparison.Ordinal)));
    }

    [Fact]
    public void Notifies_a_client_that_is_not_ours()
    {
        var packets = Run.Report("client").Where(line => line.What == "packet").ToList();

        Assert.Equal(4, packets.Count);
        Assert.All(packets, packet => Assert.True(packet.Json.GetProperty("crc").GetBoolean()));
        Assert.All(packets.Zip(packets.Skip(1)), pair => Assert.Equal((byte)(pair.First.Number("sequence") + 1), pair.Second.Number("sequence")));
    }

    private static IEnumerable<string> WithoutAnswers(string[] answers) => answers.Select(answer => answer[..answer.IndexOf('=', StringComparison.Ordinal)]);
}

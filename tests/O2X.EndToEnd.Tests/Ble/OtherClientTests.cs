using O2X.EndToEnd.Tests.Guests;

namespace O2X.EndToEnd.Tests.Ble;

/// <summary>A client that is not ours, on bleak, with a car of the simulator: the virtual air is good Bluetooth to others as well.</summary>
[Trait("Kind", "ble")]
[Collection(BleCollection.Name)]
public sealed class OtherClientTests(BleGuest guest)
{
    private IReadOnlyList<ReportLine> Report => guest.Run("other-client").Report();

    [Fact]
    public void Finds_the_right_one_of_three_and_its_proof_right()
    {
        Assert.Equal("02:00:00:00:00:01", Report.Single(line => line.What == "found").Text("address"));
        Assert.True(Report.Single(line => line.What == "proof").Json.GetProperty("right").GetBoolean());
    }

    [Fact]
    public void Receives_whole_packets_in_sequence()
    {
        var packets = Report.Where(line => line.What == "packet").ToList();

        Assert.Equal(6, packets.Count);
        Assert.All(packets, packet => Assert.True(packet.Json.GetProperty("crc").GetBoolean()));
        Assert.All(packets.Zip(packets.Skip(1)), pair => Assert.Equal((byte)(pair.First.Number("sequence") + 1), pair.Second.Number("sequence")));
    }

    [Fact]
    public void Leaves_nothing_open() => Assert.Equal("0", guest.Run("other-client").Text("links"));
}

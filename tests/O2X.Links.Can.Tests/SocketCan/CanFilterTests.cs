using O2X.Links.Can.SocketCan;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Tests.SocketCan;

public sealed class CanFilterTests
{
    [Fact]
    public void Asks_for_the_known_ids_with_the_flags_in_the_mask()
    {
        var filter = Convert.ToHexString(CanFilter.KnownIds());

        Assert.Equal(AmiCatalogue.Ids.Length * 16, filter.Length);
        Assert.StartsWith("80050000FF0700C081050000FF0700C0", filter, StringComparison.Ordinal);
        Assert.EndsWith("14070000FF0700C0", filter, StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_for_errors_of_every_class() => Assert.Equal("FFFFFF1F", Convert.ToHexString(CanFilter.AllErrors()));

    [Fact]
    public void Takes_only_a_data_frame_of_a_known_id_for_a_vehicle()
    {
        Assert.True(CanFilter.IsKnownData(CanFrame.Create(0x713, []).RawId));
        Assert.False(CanFilter.IsKnownData(CanFrame.Create(0x123, []).RawId));
        Assert.False(CanFilter.IsKnownData(CanFrame.Create(0x713, [], extended: true).RawId));
        Assert.False(CanFilter.IsKnownData(CanFrame.CreateRemote(0x713).RawId));
        Assert.False(CanFilter.IsKnownData(0x2000_0000 | 0x713));
        Assert.False(CanFilter.IsKnownData(0x0001_0000 | 0x713));
    }

    [Fact]
    public void Names_an_interface_by_its_number()
    {
        var address = new CanEndPoint(0x0102).Serialize();

        Assert.Equal("02010000", Convert.ToHexString(address.Buffer.Span[4..8]));
        Assert.Equal(24, address.Size);
        Assert.Equal(address, new CanEndPoint(0).Create(address).Serialize());
    }
}

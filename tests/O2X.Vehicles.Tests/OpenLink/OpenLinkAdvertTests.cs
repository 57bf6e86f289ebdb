using CsCheck;
using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tests.OpenLink;

public class OpenLinkAdvertTests
{
    private const string Golden = "0201061107385e410fd160c08a8643620c0100c24909ffffff010203ab48af";

    private static readonly AdvertTag Tag = AdvertTag.Create(VinKey.For(Vin.Parse("VR1AB12C3D4567890")), [1, 2, 3]);

    [Fact]
    public void Fills_a_legacy_advert_exactly()
    {
        var advert = new byte[OpenLinkAdvert.Length];
        OpenLinkAdvert.Encode(Tag, advert);
        Assert.Equal(Golden, Convert.ToHexStringLower(advert));
        Assert.Equal(31, advert.Length);
    }

    [Theory]
    [InlineData(Golden, true)]
    [InlineData("020106" + "1106385e410fd160c08a8643620c0100c249" + "09ffffff010203ab48af", true)]
    [InlineData("0409" + "4f3258" + "09ffffff010203ab48af" + "1107385e410fd160c08a8643620c0100c249", true)]
    [InlineData("0201061107385e410fd160c08a8643620c0100c249", false)]
    [InlineData("0201061107385e410fd160c08a8643620c0100c249" + "09ffe000010203ab48af", false)]
    [InlineData("0201061107385e410fd160c08a8643620c0100c249" + "08ffffff010203ab48", false)]
    [InlineData("0201061107385e410fd160c08a8643620c0100c249" + "09ffffff010203ab48", false)]
    public void Finds_the_service_and_the_tag_among_the_parts(string hex, bool tagged)
    {
        Assert.True(OpenLinkAdvert.TryDecode(Convert.FromHexString(hex), out var tag));
        Assert.Equal(tagged ? Tag : null, tag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("020106")]
    [InlineData("02010609ffffff010203ab48af")]
    [InlineData("0201061107395e410fd160c08a8643620c0100c24909ffffff010203ab48af")]
    [InlineData("0201061007385e410fd160c08a8643620c0100c2")]
    [InlineData("02010600" + "1107385e410fd160c08a8643620c0100c249")]
    [InlineData("ff01061107385e410fd160c08a8643620c0100c249")]
    public void Passes_over_the_adverts_of_others(string hex)
    {
        Assert.False(OpenLinkAdvert.TryDecode(Convert.FromHexString(hex), out var tag));
        Assert.Null(tag);
    }

    [Fact]
    public void Reads_back_every_tag() => Gen.Byte.Array[6].Sample(bytes =>
    {
        AdvertTag.TryRead(bytes, out var tag);
        var advert = new byte[OpenLinkAdvert.Length];
        OpenLinkAdvert.Encode(tag, advert);
        return OpenLinkAdvert.TryDecode(advert, out var read) && read == tag;
    });

    [Fact]
    public void Never_takes_random_bytes_for_a_dongle() =>
        Gen.Byte.Array[0, 255].Sample(bytes => !OpenLinkAdvert.TryDecode(bytes, out var tag) && tag is null);
}

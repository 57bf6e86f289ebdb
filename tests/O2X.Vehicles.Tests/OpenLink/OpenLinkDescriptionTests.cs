using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tests.OpenLink;

public class OpenLinkDescriptionTests
{
    public static TheoryData<string, OpenLinkDescription> Rows => new()
    {
        { "01000100f40103", new OpenLinkDescription(OpenLinkFeatures.Measurements, TimeSpan.FromMilliseconds(500), 3) },
        { "01020f00640008", new OpenLinkDescription((OpenLinkFeatures)0xF, TimeSpan.FromMilliseconds(100), 8) { Minor = 2 } },
        { "02000080ffff00", new OpenLinkDescription((OpenLinkFeatures)0x8000, TimeSpan.FromMilliseconds(65_535), 0) { Major = 2 } },
    };

    [Theory, MemberData(nameof(Rows))]
    public void Is_seven_bytes_in_both_directions(string hex, OpenLinkDescription description)
    {
        var written = new byte[OpenLinkDescription.Length];
        description.WriteTo(written);
        Assert.Equal(hex, Convert.ToHexStringLower(written));
        Assert.True(OpenLinkDescription.TryRead(Convert.FromHexString(hex + "aa"), out var read));
        Assert.Equal(description, read);
    }

    [Fact]
    public void Is_not_read_from_fewer_bytes() => Assert.False(OpenLinkDescription.TryRead(new byte[6], out _));
}

using System.Text;
using O2X.Cli.Probing;

namespace O2X.Cli.Tests.Probing;

public class MaskedValueTests
{
    [Fact]
    public void Masks_what_looks_like_a_VIN_in_hex_and_in_text()
    {
        var value = new MaskedValue("VIN=VR1AB12C3D4567890;"u8);

        Assert.Equal("VIN=VR1**********7890;", value.Text);
        Assert.Equal("56 49 4e 3d 56 52 31 ** ** ** ** ** ** ** ** ** ** 37 38 39 30 3b", value.Hex);
    }

    [Fact]
    public void Masks_a_VIN_within_a_longer_word_and_in_small_letters()
    {
        Assert.Equal("xxx*************7890", MaskedValue.Of("xxxVR1AB12C3D4567890"));
        Assert.Equal("vr1**********7890", MaskedValue.Of("vr1ab12c3d4567890"));
    }

    [Theory]
    [InlineData("O2X dongle 1.0")]
    [InlineData("VR1AB12C3D456789")]
    public void Leaves_the_rest_as_it_is(string text) => Assert.Equal(text, MaskedValue.Of(text));

    [Fact]
    public void Knows_text_from_bytes()
    {
        Assert.Equal("abc", new MaskedValue(Encoding.ASCII.GetBytes("abc\0\0")).Text);
        Assert.Null(new MaskedValue([1, 0x41]).Text);
        Assert.Null(new MaskedValue([0, 0]).Text);
        Assert.Equal("01 41", new MaskedValue([1, 0x41]).Hex);
    }
}

using CsCheck;

namespace O2X.Vehicles.Tests;

// D4
public class VinTests
{
    [Theory]
    [InlineData("VR1AB12C3D4567890")]
    [InlineData("  vr1ab12c3d4567890\t")]
    public void Reads_a_vin_trimmed_and_upper_cased(string text) => Assert.Equal("VR1AB12C3D4567890", Vin.Parse(text).Full);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("VR1AB12C3D456789")]
    [InlineData("VR1AB12C3D45678900")]
    [InlineData("VR1AB12C3D456789I")]
    [InlineData("VR1AB12C3D456789O")]
    [InlineData("VR1AB12C3D456789q")]
    [InlineData("VR1AB12C3D456789É")]
    [InlineData("VR1AB12C3D 567890")]
    public void Refuses_what_is_no_vin(string? text)
    {
        Assert.False(Vin.TryParse(text, out var vin));
        Assert.Null(vin);
    }

    [Fact]
    public void Says_what_a_vin_is_when_it_refuses() => Assert.Contains("17", Assert.Throws<FormatException>(() => Vin.Parse("?")).Message);

    [Fact]
    public void Masks_itself_unless_it_is_asked_for_in_full() => Assert.Equal("VR1**********7890", Vin.Parse("VR1AB12C3D4567890").ToString());

    [Theory]
    [InlineData("1M8GDM9AXKP042788", true)]
    [InlineData("11111111111111111", true)]
    [InlineData("1M8GDM9A1KP042788", false)]
    public void Knows_the_check_digit_but_does_not_insist_on_it(string text, bool valid) =>
        Assert.Equal(valid, Vin.Parse(text).HasValidCheckDigit);

    [Fact]
    public void Equals_by_its_characters()
    {
        var one = Vin.Parse("VR1AB12C3D4567890");
        var same = Vin.Parse("vr1ab12c3d4567890");
        var other = Vin.Parse("VR1AB12C3D4567891");
        Assert.True(one == same && one.Equals((object)same) && one.GetHashCode() == same.GetHashCode());
        Assert.True(one != other && one != null);
    }

    [Fact]
    public void Never_throws_at_trying_and_gives_only_what_reads_back() =>
        Gen.String.Sample(text => Assert.True(!Vin.TryParse(text, out var vin) || Vin.Parse(vin.Full) == vin));
}

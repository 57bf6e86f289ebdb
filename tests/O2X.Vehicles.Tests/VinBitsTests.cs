using System.Runtime.CompilerServices;
using CsCheck;

namespace O2X.Vehicles.Tests;

public class VinBitsTests
{
    private const string Characters = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

    [Fact]
    public void Keeps_any_vin() =>
        Gen.Char[Characters].Array[Vin.Length].Select(characters => Vin.Parse(new string(characters))).Sample(vin =>
        {
            var bits = new VinBits(vin);
            Assert.Equal(vin, bits.ToVin());
            Assert.Equal(bits, new VinBits(bits.ToVin()));
        });

    [Theory]
    [InlineData("00000000000000000")]
    [InlineData("ZZZZZZZZZZZZZZZZZ")]
    [InlineData("0000000000000000Z")]
    [InlineData("Z0000000000000000")]
    public void Keeps_the_first_and_the_last_character_in_any_place(string vin) => Assert.Equal(vin, new VinBits(Vin.Parse(vin)).ToVin()!.Full);

    [Fact]
    public void Is_none_by_default()
    {
        Assert.Null(default(VinBits).ToVin());
        Assert.Equal(default, new VinBits(null));
    }

    [Fact]
    public void Leaves_the_snapshot_without_a_reference() => Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<VehicleSnapshot>());
}

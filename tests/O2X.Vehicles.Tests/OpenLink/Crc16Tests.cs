using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tests.OpenLink;

public class Crc16Tests
{
    [Fact]
    public void Gives_the_published_check_value() => Assert.Equal(0x29B1, Crc16.Of("123456789"u8));

    [Fact]
    public void Begins_with_all_ones() => Assert.Equal(0xFFFF, Crc16.Of([]));
}

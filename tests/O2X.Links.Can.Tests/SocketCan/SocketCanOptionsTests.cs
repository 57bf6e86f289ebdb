using O2X.Links.Can.SocketCan;

namespace O2X.Links.Can.Tests.SocketCan;

public sealed class SocketCanOptionsTests
{
    [Theory]
    [InlineData("can0")]
    [InlineData("vcan0")]
    [InlineData("a")]
    [InlineData("can-obd_2.x+y@z")]
    public void Takes_the_name_of_an_interface(string name) => Assert.Equal(name, new SocketCanOptions(name).InterfaceName);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("-h")]
    [InlineData("can 0")]
    [InlineData("can/0")]
    [InlineData("can:0")]
    [InlineData("can0\n")]
    [InlineData("can0;reboot")]
    [InlineData("$(reboot)")]
    [InlineData("cän0")]
    [InlineData("can4567890123456")]
    public void Refuses_what_cannot_be_one(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => new SocketCanOptions(name));

        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 to 15", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_careful_by_default()
    {
        var options = new SocketCanOptions("can0");

        Assert.False(options.AllIds);
        Assert.False(options.AllowActiveCan);
    }
}

using System.Text;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Wire;

public class NamesTests
{
    [Theory]
    [InlineData("/", true)]
    [InlineData("/org/bluez/hci0/dev_00_1A_7D", true)]
    [InlineData("", false)]
    [InlineData("//", false)]
    [InlineData("/a/", false)]
    [InlineData("/a//b", false)]
    [InlineData("a/b", false)]
    [InlineData("/a-b", false)]
    public void Knows_object_paths(string path, bool isValid) => Assert.Equal(isValid, Names.IsObjectPath(Encoding.UTF8.GetBytes(path)));

    [Theory]
    [InlineData("org.bluez.Device1", true)]
    [InlineData("a._1", true)]
    [InlineData("a", false)]
    [InlineData("a.", false)]
    [InlineData(".a", false)]
    [InlineData("a..b", false)]
    [InlineData("a.1b", false)]
    [InlineData("a.b-c", false)]
    [InlineData("", false)]
    public void Knows_interfaces(string name, bool isValid) => Assert.Equal(isValid, Names.IsInterface(Encoding.UTF8.GetBytes(name)));

    [Theory]
    [InlineData("Connect", true)]
    [InlineData("_1", true)]
    [InlineData("1a", false)]
    [InlineData("a.b", false)]
    [InlineData("", false)]
    public void Knows_members(string name, bool isValid) => Assert.Equal(isValid, Names.IsMember(Encoding.UTF8.GetBytes(name)));

    [Theory]
    [InlineData("org.bluez", true)]
    [InlineData("a-b.c", true)]
    [InlineData(":1.42", true)]
    [InlineData(":1", false)]
    [InlineData("1.a", false)]
    [InlineData(":", false)]
    [InlineData("bluez", false)]
    [InlineData("", false)]
    public void Knows_connections(string name, bool isValid) => Assert.Equal(isValid, Names.IsBusName(Encoding.UTF8.GetBytes(name)));

    [Fact]
    public void Refuses_names_of_more_than_255_bytes()
    {
        var element = new string('a', 253);
        Assert.True(Names.IsInterface(Encoding.UTF8.GetBytes($"a.{element}")));
        Assert.False(Names.IsInterface(Encoding.UTF8.GetBytes($"ab.{element}")));
        Assert.True(Names.IsMember(Encoding.UTF8.GetBytes(new string('a', 255))));
        Assert.False(Names.IsMember(Encoding.UTF8.GetBytes(new string('a', 256))));
        Assert.False(Names.IsBusName(Encoding.UTF8.GetBytes($":1.{element}")));
    }
}

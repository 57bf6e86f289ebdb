using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Connection;

public class DBusAddressTests
{
    [Theory]
    [InlineData("unix:path=/run/bus", "/run/bus")]
    [InlineData("unix:abstract=/tmp/x", "\0/tmp/x")]
    [InlineData("unix:path=/a%20b%2c", "/a b,")]
    [InlineData("unix:path=/%c3%A4", "/ä")]
    [InlineData("unix:path=/a,guid=0123", "/a")]
    [InlineData("unix:guid=0123,path=/a", "/a")]
    public void Is_read(string address, string name)
    {
        Assert.True(DBusAddress.TryParse(address, out var read));
        Assert.Equal(name, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("unix")]
    [InlineData("unix:")]
    [InlineData("unix:path")]
    [InlineData("unix:path=")]
    [InlineData("unix:=/a")]
    [InlineData("unix:path=/a,")]
    [InlineData("unix:path=/a,path=/b")]
    [InlineData("unix:path=/a,abstract=b")]
    [InlineData("unix:path=/%")]
    [InlineData("unix:path=/%2")]
    [InlineData("unix:path=/%zz")]
    [InlineData("unix:path=/a%00b")]
    [InlineData("unix:path=/%ff")]
    [InlineData("unix:path=/ä")]
    [InlineData("unix:tmpdir=/tmp")]
    [InlineData("tcp:host=127.0.0.1,port=1")]
    [InlineData("UNIX:path=/a")]
    public void Is_passed_over(string address)
    {
        Assert.False(DBusAddress.TryParse(address, out _));
        Assert.Empty(DBusAddress.Parse(address));
    }

    [Fact]
    public void Is_no_longer_than_the_kernel_allows()
    {
        Assert.True(DBusAddress.TryParse("unix:path=" + new string('a', 107), out _));
        Assert.False(DBusAddress.TryParse("unix:path=" + new string('a', 108), out _));
    }

    [Fact]
    public void Names_several_in_order() =>
        Assert.Equal(["/a", "/b"], DBusAddress.Parse("unix:path=/a;tcp:host=x;;unix:path=/b").Select(each => each.ToString()));
}

using System.Text;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Connection;

public class SaslClientTests
{
    [Theory]
    [InlineData("DATA>DATA|OK 1234deadbeef>NEGOTIATE_UNIX_FD|AGREE_UNIX_FD>BEGIN", true)]
    [InlineData("OK>NEGOTIATE_UNIX_FD|AGREE_UNIX_FD>BEGIN", true)]
    [InlineData("OK 12>NEGOTIATE_UNIX_FD|ERROR no>BEGIN", false)]
    public void Gets_in(string conversation, bool canPassDescriptors)
    {
        var client = new SaslClient();
        foreach (var turn in conversation.Split('|'))
        {
            Assert.False(client.IsDone);
            var (line, answer) = (turn.Split('>')[0], turn.Split('>')[1]);
            Assert.Equal(answer + "\r\n", Encoding.ASCII.GetString(client.Answer(Encoding.ASCII.GetBytes(line))));
        }

        Assert.True(client.IsDone);
        Assert.Equal(canPassDescriptors, client.CanPassDescriptors);
    }

    [Theory]
    [InlineData("REJECTED EXTERNAL")]
    [InlineData("ERROR")]
    [InlineData("AGREE_UNIX_FD")]
    [InlineData("ok")]
    [InlineData("")]
    [InlineData("OKAY")]
    [InlineData("OK 12|REJECTED")]
    [InlineData("OK 12|DATA")]
    [InlineData("OK 12|AGREE_UNIX_FD|OK")]
    public void Is_refused(string lines)
    {
        var client = new SaslClient();
        Assert.Throws<DBusProtocolException>(() =>
        {
            foreach (var line in lines.Split('|')) client.Answer(Encoding.ASCII.GetBytes(line));
        });
    }
}

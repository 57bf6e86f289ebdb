using O2X.Links.BlueZ.DBus;
using O2X.Links.BlueZ.Tests.DBus.Wire;

namespace O2X.Links.BlueZ.Tests.DBus;

public class MatchRuleTests
{
    [Fact]
    public void Names_what_is_looked_at()
    {
        Assert.Equal("", new MatchRule().ToString());
        Assert.Equal(
            "type='signal',sender='org.bluez',interface='a.b',member='C',path='/a',path_namespace='/b',arg0='x'",
            new MatchRule { Type = MessageType.Signal, Sender = "org.bluez", Interface = "a.b", Member = "C", Path = "/a", PathNamespace = "/b", Arg0 = "x" }.ToString());
    }

    [Theory]
    [InlineData("it's", @"arg0='it'\''s'")]
    [InlineData(@"a\b,c", @"arg0='a\b,c'")]
    [InlineData("", "arg0=''")]
    public void Puts_quotes_outside_of_quotes(string value, string rule) => Assert.Equal(rule, new MatchRule { Arg0 = value }.ToString());

    [Fact]
    public void Tells_its_messages_from_others()
    {
        var message = Bytes.Parse(Bytes.Message(writer =>
        {
            writer.WriteSignalHeader(null, "/org/bluez/hci0", "a.b", "C", "su");
            writer.WriteString("x");
            writer.WriteUInt32(1);
        }));
        Assert.True(new MatchRule().Matches(message));
        Assert.True(new MatchRule { Type = MessageType.Signal, Interface = "a.b", Member = "C", Path = "/org/bluez/hci0", Arg0 = "x" }.Matches(message));
        Assert.False(new MatchRule { Type = MessageType.Error }.Matches(message));
        Assert.False(new MatchRule { Interface = "a.c" }.Matches(message));
        Assert.False(new MatchRule { Member = "D" }.Matches(message));
        Assert.False(new MatchRule { Path = "/org/bluez" }.Matches(message));
        Assert.False(new MatchRule { Arg0 = "y" }.Matches(message));
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/org", true)]
    [InlineData("/org/bluez", true)]
    [InlineData("/org/blue", false)]
    [InlineData("/org/bluez/hci0", false)]
    public void Takes_a_namespace_for_a_path_and_what_is_below(string root, bool matches)
    {
        var message = Bytes.Parse(Bytes.Message(writer => writer.WriteSignalHeader(null, "/org/bluez", "a.b", "C")));
        Assert.Equal(matches, new MatchRule { PathNamespace = root }.Matches(message));
    }

    [Fact]
    public void Does_not_take_what_is_no_string_for_one()
    {
        var message = Bytes.Parse(Bytes.Message(writer =>
        {
            writer.WriteSignalHeader(null, "/", "a.b", "C", "u");
            writer.WriteUInt32(1);
        }));
        Assert.False(new MatchRule { Arg0 = "x" }.Matches(message));
    }
}

using O2X.Links.BlueZ.DBus;
using O2X.Links.Time;

namespace O2X.Links.BlueZ.Tests.DBus.Connection;

/// <summary>A connection to a bus that says what a test wants it to say, and what tests of it have in common.</summary>
public abstract class ConnectedTests : IAsyncLifetime
{
    protected ConnectedTests() => Connection = new DBusConnection(Bus.Address, Clock);

    public async Task InitializeAsync()
    {
        var connecting = Connection.ConnectAsync();
        await Bus.WelcomeAsync();
        await connecting;
    }

    public async Task DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Bus.DisposeAsync();
    }

    private protected VirtualClock Clock { get; } = new(DateTimeOffset.UnixEpoch);

    private protected ScriptedBus Bus { get; } = new();

    private protected DBusConnection Connection { get; }

    private protected MessageBuffer Call(string member, byte[]? argument = null)
    {
        using var writer = Connection.GetMessageWriter();
        writer.WriteMethodCallHeader("a.b", "/a", "a.b", member, argument is null ? null : "ay");
        if (argument is not null) writer.WriteArray(argument);
        return writer.CreateMessage();
    }
}

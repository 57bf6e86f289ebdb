using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.Fakes;

/// <summary>A systemd-logind that tells of sleep.</summary>
internal sealed class FakeLogin : IAsyncDisposable
{
    private readonly DBusConnection _connection;

    private FakeLogin(DBusConnection connection) => _connection = connection;

    public static async Task<FakeLogin> StartAsync(string address)
    {
        var connection = new DBusConnection(address, TimeProvider.System);
        await FakeBlueZ.OwnAsync(connection, BlueZNames.LoginService);
        return new FakeLogin(connection);
    }

    public void Tell(bool sleeps)
    {
        using var writer = _connection.GetMessageWriter();
        writer.WriteSignalHeader(null, "/org/freedesktop/login1", BlueZNames.LoginManager, "PrepareForSleep", "b");
        writer.WriteBool(sleeps);
        Assert.True(_connection.TrySendMessage(writer.CreateMessage()));
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

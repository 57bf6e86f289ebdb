using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.Fakes;

/// <summary>Another program on the bus, which sends what looks like the signals of others.</summary>
internal sealed class Stranger : IAsyncDisposable
{
    private readonly DBusConnection _connection;

    private Stranger(DBusConnection connection) => _connection = connection;

    public static async Task<Stranger> StartAsync(string address)
    {
        var connection = new DBusConnection(address, TimeProvider.System);
        await connection.ConnectAsync();
        return new Stranger(connection);
    }

    /// <summary>Sends a signal to all who watch for it, and to each connection by itself, as it does not know which is the one; they have it in their queues when this ends.</summary>
    public async Task ForgeAsync(string path, string @interface, string member, string signature, Action<MessageWriter> body)
    {
        foreach (var victim in Enumerable.Range(0, 10).Select(number => $":1.{number}").Prepend(null))
        {
            using var writer = _connection.GetMessageWriter();
            writer.WriteSignalHeader(victim, path, @interface, member, signature);
            body(writer);
            Assert.True(_connection.TrySendMessage(writer.CreateMessage()));
        }

        using var question = _connection.GetMessageWriter();
        question.WriteMethodCallHeader(DBusConnection.Bus, DBusConnection.BusPath, DBusConnection.Bus, "GetId");
        await _connection.CallMethodAsync(question.CreateMessage());
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

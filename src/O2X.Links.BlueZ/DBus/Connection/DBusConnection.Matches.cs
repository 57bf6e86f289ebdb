namespace O2X.Links.BlueZ.DBus;

internal sealed partial class DBusConnection
{
    private readonly MatchTable _matches = new();

    /// <summary>Watches for signals. Ends when the bus has taken the rule, and nothing is missed from then on.</summary>
    /// <param name="rule">Which ones.</param>
    /// <param name="reader">Reads a signal, on the receive loop.</param>
    /// <param name="handler">Is told, on the receive loop. What it or the reader throws hurts nobody else.</param>
    /// <param name="broken">Is told when the connection has ended without being disposed of.</param>
    /// <returns>Ends the watching, without waiting for the bus.</returns>
    /// <exception cref="DBusException">The bus refuses the rule.</exception>
    /// <exception cref="DBusConnectionClosedException">The connection has ended.</exception>
    public async Task<IDisposable> AddMatchAsync<T>(MatchRule rule, MessageValueReader<T> reader, Action<T> handler, Action<Exception>? broken = null)
    {
        var watcher = new SignalWatcher<T>(reader, handler, broken);
        var watched = _matches.Add(rule, watcher, AddMatchAsync);
        try
        {
            await watched.Added.ConfigureAwait(false);
            return new Watch(this, watched, watcher);
        }
        catch
        {
            watcher.Stop();
            _matches.Remove(watched, watcher, static _ => { });
            throw;
        }
    }

    private Task AddMatchAsync(string rule)
    {
        using var writer = GetMessageWriter();
        writer.WriteMethodCallHeader(Bus, BusPath, Bus, "AddMatch", "s");
        writer.WriteString(rule);
        return CallMethodAsync(writer.CreateMessage());
    }

    private void RemoveMatch(string rule)
    {
        using var writer = GetMessageWriter();
        writer.WriteMethodCallHeader(Bus, BusPath, Bus, "RemoveMatch", "s", MessageFlags.NoReplyExpected);
        writer.WriteString(rule);
        TrySendMessage(writer.CreateMessage());
    }

    private sealed class Watch(DBusConnection connection, WatchedRule rule, SignalWatcher watcher) : IDisposable
    {
        public void Dispose()
        {
            watcher.Stop();
            connection._matches.Remove(rule, watcher, connection.RemoveMatch);
        }
    }
}

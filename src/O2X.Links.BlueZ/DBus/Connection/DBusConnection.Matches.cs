namespace O2X.Links.BlueZ.DBus;

internal sealed partial class DBusConnection
{
    private readonly MatchTable _matches = new();
    private readonly Dictionary<string, NameOwner> _owners = [];

    /// <summary>Watches for signals. Ends when the bus has taken the rule, and nothing is missed from then on.</summary>
    /// <param name="rule">Which ones. With a well-known sender: those of the connection that has the name when they come.</param>
    /// <param name="reader">Reads a signal, on the receive loop.</param>
    /// <param name="handler">Is told, on the receive loop. What it or the reader throws hurts nobody else.</param>
    /// <param name="broken">Is told when the connection has ended without being disposed of.</param>
    /// <returns>Ends the watching, without waiting for the bus.</returns>
    /// <exception cref="DBusException">The bus refuses the rule.</exception>
    /// <exception cref="DBusConnectionClosedException">The connection has ended.</exception>
    public async Task<IDisposable> AddMatchAsync<T>(MatchRule rule, MessageValueReader<T> reader, Action<T> handler, Action<Exception>? broken = null)
    {
        var owner = rule.Sender is null or Bus or [':', ..] ? null : await OwnerOfAsync(rule.Sender).ConfigureAwait(false);
        var watcher = new SignalWatcher<T>(reader, handler, broken);
        var watched = _matches.Add(rule, owner, watcher, AddMatchAsync);
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

    // A name is watched until the connection ends: there are one or two.
    private async Task<NameOwner> OwnerOfAsync(string name)
    {
        NameOwner? owner;
        lock (_owners)
        {
            if (!_owners.TryGetValue(name, out owner))
            {
                _owners[name] = owner = new NameOwner(name);
                owner.Known = FollowAsync(owner);
            }
        }

        try
        {
            await owner.Known.ConfigureAwait(false);
            return owner;
        }
        catch
        {
            lock (_owners)
            {
                if (_owners.TryGetValue(name, out var failed) && failed == owner) _owners.Remove(name);
            }

            throw;
        }
    }

    private async Task FollowAsync(NameOwner owner)
    {
        var changes = new MatchRule { Type = MessageType.Signal, Sender = Bus, Interface = Bus, Member = "NameOwnerChanged", Arg0 = owner.Name };
        var watch = await AddMatchAsync(changes, ReadNewOwner, newOwner => owner.UniqueName = newOwner).ConfigureAwait(false);
        try
        {
            using var writer = GetMessageWriter();
            writer.WriteMethodCallHeader(Bus, BusPath, Bus, "GetNameOwner", "s");
            writer.WriteString(owner.Name);
            await CallMethodAsync(writer.CreateMessage(), (message, _) => owner.UniqueName = message.GetBodyReader().ReadString()).ConfigureAwait(false);
        }
        catch (DBusException)
        {
            // Nobody has the name yet.
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    private static string? ReadNewOwner(Message message, object? state)
    {
        var reader = message.GetBodyReader();
        reader.ReadString();
        reader.ReadString();
        return reader.ReadString() is { Length: > 0 } owner ? owner : null;
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

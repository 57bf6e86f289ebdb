namespace O2X.Links.BlueZ.DBus;

/// <summary>A rule that the bus knows of, and who watches for what it names.</summary>
internal sealed class WatchedRule(MatchRule rule, string text, NameOwner? owner)
{
    private SignalWatcher[] _watchers = [];

    public string Text => text;

    /// <summary>Ends when the bus has taken the rule.</summary>
    public Task Added { get; set; } = Task.CompletedTask;

    public SignalWatcher[] Watchers
    {
        get => Volatile.Read(ref _watchers);
        set => Volatile.Write(ref _watchers, value);
    }

    /// <summary>Tells whether a message is one of those, from whom they are to come.</summary>
    public bool IsFor(Message message)
    {
        try
        {
            return rule.Matches(message) && (rule.Sender is null || message.SenderAsString == (owner is null ? rule.Sender : owner.UniqueName));
        }
        catch (DBusProtocolException)
        {
            return false;
        }
    }
}

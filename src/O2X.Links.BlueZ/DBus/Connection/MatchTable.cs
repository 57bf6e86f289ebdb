namespace O2X.Links.BlueZ.DBus;

/// <summary>Who watches for which signals. A rule that several share is known to the bus once.</summary>
internal sealed class MatchTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, WatchedRule> _rules = [];
    private WatchedRule[] _watched = [];

    /// <summary>Adds a watcher.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="owner">Who has the well-known name of the rule's sender, if it is one.</param>
    /// <param name="watcher">Who is told.</param>
    /// <param name="addMatch">Asks the bus for what a rule names; called when the rule is new.</param>
    public WatchedRule Add(MatchRule rule, NameOwner? owner, SignalWatcher watcher, Func<string, Task> addMatch)
    {
        var text = rule.ToString();
        lock (_gate)
        {
            if (!_rules.TryGetValue(text, out var watched))
            {
                watched = new WatchedRule(rule, text, owner);
                _rules.Add(text, watched);
                _watched = [.. _rules.Values];
                watched.Watchers = [watcher];
                watched.Added = addMatch(text);
            }
            else watched.Watchers = [.. watched.Watchers, watcher];

            return watched;
        }
    }

    /// <summary>Takes a watcher out; with the last one goes the rule.</summary>
    public void Remove(WatchedRule watched, SignalWatcher watcher, Action<string> removeMatch)
    {
        lock (_gate)
        {
            var rest = watched.Watchers.Where(each => each != watcher).ToArray();
            if (rest.Length == watched.Watchers.Length) return;
            watched.Watchers = rest;
            if (rest.Length > 0) return;
            _rules.Remove(watched.Text);
            _watched = [.. _rules.Values];
            removeMatch(watched.Text);
        }
    }

    /// <summary>Tells everybody who watches for it of a message.</summary>
    public void Dispatch(Message message)
    {
        foreach (var rule in Volatile.Read(ref _watched))
        {
            if (!rule.IsFor(message)) continue;
            foreach (var watcher in rule.Watchers) watcher.Handle(message);
        }
    }

    /// <summary>Tells everybody that nothing comes any more.</summary>
    public void Break(Exception reason)
    {
        WatchedRule[] rules;
        lock (_gate)
        {
            rules = _watched;
            _watched = [];
            _rules.Clear();
        }

        foreach (var watcher in rules.SelectMany(rule => rule.Watchers)) watcher.Break(reason);
    }
}

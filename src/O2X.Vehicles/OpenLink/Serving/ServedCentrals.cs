namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>Who is connected, and who has to go.</summary>
internal sealed class ServedCentrals(int most, long idleLimit)
{
    public const int SmallestMtu = 23;

    private readonly List<ServedCentral> _all = [];
    private readonly HashSet<Guid> _unattributed = [];

    public long Dropped { get; private set; }

    /// <summary>Those that may stay.</summary>
    public int Count => _all.Count(central => central.Dropped is null);

    /// <summary>The smallest MTU of all that may stay; one that is not known counts as the smallest there is.</summary>
    public int Mtu => _all.Where(central => central.Dropped is null).Select(central => central.Mtu ?? SmallestMtu).DefaultIfEmpty(SmallestMtu).Min();

    public long Due => _all.Select(DueOf).DefaultIfEmpty(long.MaxValue).Min();

    public ServedCentral Get(string id, long now)
    {
        if (_all.Find(central => central.Id == id) is { } known) return known;
        var central = new ServedCentral(id, now);
        if (Count >= most)
        {
            central.Dropped = DropReason.Full;
            central.IdleSince = now - idleLimit;
        }

        _all.Add(central);
        return central;
    }

    public void Remove(string id) => _all.RemoveAll(central => central.Id == id);

    public void Clear()
    {
        _all.Clear();
        _unattributed.Clear();
    }

    public bool IsSubscribed(Guid characteristic) =>
        _unattributed.Contains(characteristic) || _all.Exists(central => central.Subscriptions.Contains(characteristic));

    /// <summary>Somebody subscribed or unsubscribed; null: the stack does not say who.</summary>
    public void Subscribe(string? id, Guid characteristic, bool on, long now)
    {
        if (id is not null)
        {
            Subscribe(Get(id, now), characteristic, on, now);
            return;
        }

        if (on) _unattributed.Add(characteristic);
        else _unattributed.Remove(characteristic);

        // It may have been any of those that have done nothing yet; when it ends, it has ended for all.
        foreach (var central in _all)
            if (!on || central.IsIdle) Subscribe(central, characteristic, on, now);
    }

    /// <summary>Those that have to go now; each is named again after a while as long as it is there.</summary>
    public IEnumerable<ServedCentral> TakeDue(long now)
    {
        foreach (var central in _all)
        {
            if (DueOf(central) > now) continue;
            if (!central.WasNamed) Dropped++;
            central.Dropped ??= DropReason.Idle;
            (central.WasNamed, central.IdleSince) = (true, now);
            yield return central;
        }
    }

    private long DueOf(ServedCentral central) =>
        central.Dropped is null && !central.IsIdle ? long.MaxValue : central.IdleSince + idleLimit;

    private static void Subscribe(ServedCentral central, Guid characteristic, bool on, long now)
    {
        if (on) central.Subscriptions.Add(characteristic);
        else if (central.Subscriptions.Remove(characteristic)) central.IdleSince = now;
    }
}

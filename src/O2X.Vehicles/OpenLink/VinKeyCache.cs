namespace O2X.Vehicles.OpenLink;

/// <summary>Remembers the keys that were made last: a key costs tens of milliseconds, and every advert asks for one.</summary>
internal sealed class VinKeyCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Vin, string), Lazy<VinKey>> _keys = [];
    private readonly Queue<(Vin, string)> _order = new();

    public int Count
    {
        get
        {
            lock (_gate) return _keys.Count;
        }
    }

    public VinKey GetOrAdd((Vin Vin, string Secret) of, Func<(Vin Vin, string Secret), VinKey> make)
    {
        // The key is made outside the lock, and by one of those who ask for it at the same time.
        Lazy<VinKey> key;
        lock (_gate) key = _keys.TryGetValue(of, out var known) ? known : Add(of, make);
        return key.Value;
    }

    private Lazy<VinKey> Add((Vin, string) of, Func<(Vin Vin, string Secret), VinKey> make)
    {
        if (_order.Count == capacity) _keys.Remove(_order.Dequeue());
        var key = new Lazy<VinKey>(() => make(of));
        _order.Enqueue(of);
        _keys.Add(of, key);
        return key;
    }
}

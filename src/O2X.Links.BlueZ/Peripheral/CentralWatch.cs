using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Pairing;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>
/// Tells the dongle's centrals from other devices of the adapter, which are never touched: what was connected before the dongle served, has
/// classic Bluetooth, or is paired with an open dongle's machine is none, until it asks the dongle for something. Neither is, while a pairing
/// window is open, a device that may be pairing: a person needs longer to type a passkey than a central may do nothing.
/// </summary>
/// <param name="isSecured">Whether centrals are paired.</param>
internal sealed class CentralWatch(bool isSecured)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _centrals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pairing = new(StringComparer.Ordinal);
    private string? _adapter;

    /// <summary>The dongle begins to serve on an adapter.</summary>
    public void Begin(string adapter, BlueZObjects objects)
    {
        lock (_gate)
        {
            if (_adapter == adapter) return;
            Forget();
            _adapter = adapter;
            foreach (var device in objects.Paths(BlueZNames.Device, adapter + "/"))
                if (objects.IsTrue(device, BlueZNames.Device, "Connected")) _others.Add(device);
        }
    }

    /// <summary>The dongle serves no more; nobody is connected.</summary>
    public void End()
    {
        lock (_gate)
        {
            Forget();
            _adapter = null;
        }
    }

    /// <summary>A device asks the dongle for something.</summary>
    /// <returns>Whether it is a central that was not known.</returns>
    public bool Speaks(string device)
    {
        lock (_gate)
        {
            _others.Remove(device);
            _pairing.Remove(device);
            return _centrals.Add(device);
        }
    }

    /// <summary>Something changed at BlueZ.</summary>
    public CentralChange Look(in ObjectChange change, BlueZObjects objects)
    {
        if (change.Interface != BlueZNames.Device) return CentralChange.None;
        var device = change.Path;
        lock (_gate)
        {
            if (_adapter is null || !device.StartsWith(_adapter + "/", StringComparison.Ordinal)) return CentralChange.None;
            if (change.Kind == ChangeKind.Removed || !objects.IsTrue(device, BlueZNames.Device, "Connected"))
            {
                _others.Remove(device);
                _pairing.Remove(device);
                return _centrals.Remove(device) ? CentralChange.Left : CentralChange.None;
            }

            if (_centrals.Contains(device) || _others.Contains(device) || _pairing.Contains(device)) return CentralChange.None;
            if (MayPair(device, objects))
            {
                _pairing.Add(device);
                return CentralChange.None;
            }

            var isOther = IsOther(device, objects);
            (isOther ? _others : _centrals).Add(device);
            return isOther ? CentralChange.None : CentralChange.Came;
        }
    }

    /// <summary>The adapter changed. Whoever is still connected when a pairing window closes is a central as any other.</summary>
    /// <returns>Those who have become centrals.</returns>
    public string[] LookAtWindow(BlueZObjects objects)
    {
        lock (_gate)
        {
            if (_pairing.Count == 0 || _adapter is null || PairableState.Of(objects, _adapter).IsOn) return [];
            string[] centrals = [.. _pairing];
            _pairing.Clear();
            _centrals.UnionWith(centrals);
            return centrals;
        }
    }

    private bool MayPair(string device, BlueZObjects objects) =>
        isSecured && PairableState.Of(objects, _adapter!).IsOn && !objects.IsTrue(device, BlueZNames.Device, "Paired");

    private bool IsOther(string device, BlueZObjects objects) =>
        objects.PropertiesOf(device, BlueZNames.Device) is not { } properties
        || properties.ContainsKey("Class")
        || (!isSecured && objects.IsTrue(device, BlueZNames.Device, "Paired"));

    private void Forget()
    {
        _centrals.Clear();
        _others.Clear();
        _pairing.Clear();
    }
}

/// <summary>What became of a central.</summary>
internal enum CentralChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is connected.</summary>
    Came,

    /// <summary>It is gone.</summary>
    Left,
}

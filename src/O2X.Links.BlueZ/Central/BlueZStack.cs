using System.Collections.Immutable;
using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Central;

/// <summary>
/// What all transports of this program on one bus share: the conversation with BlueZ, and a radio for each adapter that is on. It lasts
/// from the first of them to the last.
/// </summary>
internal sealed class BlueZStack : IBlueZListener
{
    private static readonly Lock _all = new();
    private static readonly Dictionary<(string Address, TimeProvider Clock), BlueZStack> _shared = [];

    private readonly Lock _gate = new();
    private readonly (string Address, TimeProvider Clock) _key;
    private readonly IDisposable _listening;
    private readonly Dictionary<string, Radio> _radios = new(StringComparer.Ordinal);
    private ImmutableArray<Action> _observers = [];
    private int _users;

    private BlueZStack((string Address, TimeProvider Clock) key)
    {
        _key = key;
        Bus = new BlueZBus(key.Address, key.Clock);
        _listening = Bus.Listen(this);
    }

    public BlueZBus Bus { get; }

    /// <summary>The stack on a bus; <see cref="ReleaseAsync"/> is due once for each.</summary>
    /// <param name="address">The bus; null: the system's.</param>
    /// <param name="clock">The clock of time limits and timestamps.</param>
    public static BlueZStack Acquire(string? address, TimeProvider clock)
    {
        (string Address, TimeProvider Clock) key = (address ?? DBusAddress.System ?? "", clock);
        lock (_all)
        {
            if (!_shared.TryGetValue(key, out var stack)) _shared[key] = stack = new BlueZStack(key);
            stack._users++;
            return stack;
        }
    }

    /// <summary>One user needs it no more; the last one ends it.</summary>
    public async ValueTask ReleaseAsync()
    {
        lock (_all)
        {
            if (--_users > 0) return;
            _shared.Remove(_key);
        }

        _listening.Dispose();
        await Bus.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Calls an observer after each change of adapters, and before the radios of those that went end.</summary>
    public void Observe(Action observer)
    {
        lock (_gate) _observers = _observers.Add(observer);
    }

    /// <summary>Lets an observer go.</summary>
    public void Forget(Action observer)
    {
        lock (_gate) _observers = _observers.Remove(observer);
    }

    /// <summary>The radio of an adapter; null when the adapter is not on.</summary>
    public Radio? RadioOf(string adapterPath)
    {
        lock (_gate)
        {
            if (_radios.TryGetValue(adapterPath, out var radio)) return radio;
            if (!IsOn(adapterPath)) return null;
            return _radios[adapterPath] = new Radio(Bus, adapterPath, _key.Clock);
        }
    }

    /// <summary>Closes all scans and links of a user.</summary>
    public async Task CloseAllOfAsync(object owner)
    {
        Radio[] radios;
        lock (_gate) radios = [.. _radios.Values];
        foreach (var radio in radios) await radio.CloseAllOfAsync(owner).ConfigureAwait(false);
    }

    void IBlueZListener.OnChange(in ObjectChange change)
    {
        if (change.Kind == ChangeKind.Reset || change.Interface == BlueZNames.Adapter)
        {
            foreach (var observer in _observers) observer();
            EndRadios();
        }

        Radio[] radios;
        lock (_gate) radios = [.. _radios.Values];
        foreach (var radio in radios) radio.OnChange(in change);
    }

    private bool IsOn(string adapterPath) => AdapterAssessment.IsOn(Bus.Objects, adapterPath);

    private void EndRadios()
    {
        Radio[] ended;
        lock (_gate)
        {
            ended = [.. _radios.Values.Where(radio => !IsOn(radio.Path))];
            foreach (var radio in ended) _radios.Remove(radio.Path);
        }

        foreach (var radio in ended) radio.End(new LinkFault(LinkLossReason.AdapterOff, $"{AdapterAssessment.NameOf(radio.Path)} is off, or gone."));
    }
}

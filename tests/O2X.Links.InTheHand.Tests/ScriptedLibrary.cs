using O2X.Links.Gatt;
using O2X.Links.InTheHand.Radio;

namespace O2X.Links.InTheHand.Tests;

/// <summary>A library that does what a test says: answers, hangs, throws, and calls back late.</summary>
internal sealed class ScriptedLibrary : IRadio
{
    private Action? _changed;

    public bool PairsFirst { get; init; }

    public bool TellsOnce { get; init; }

    public Func<Task<bool>> Available { get; set; } = () => Task.FromResult(true);

    public Func<Task> StartingScan { get; set; } = () => Task.CompletedTask;

    public bool GivesNoScan { get; set; }

    public Func<string, IPeripheral?> Find { get; set; } = _ => null;

    public int Watches { get; private set; }

    /// <summary>The ears of all scans that were ever started.</summary>
    public List<Action<Advert>> Ears { get; } = [];

    public int RunningScans { get; private set; }

    public Task<bool> IsAvailableAsync() => Available();

    public void Change() => _changed?.Invoke();

    public IDisposable WatchAvailability(Action changed)
    {
        _changed = changed;
        Watches++;
        return new Undo(() => Watches--);
    }

    public async Task<IDisposable?> StartScanAsync(Action<Advert> heard)
    {
        await StartingScan().ConfigureAwait(false);
        if (GivesNoScan) return null;
        Ears.Add(heard);
        RunningScans++;
        return new Undo(() => RunningScans--);
    }

    public Task<IPeripheral?> FindAsync(string address) => Task.FromResult(Find(address));
}

/// <summary>A device that does what a test says.</summary>
internal sealed class ScriptedPeripheral : IPeripheral
{
    private Action? _lost;

    public event Action? Lost
    {
        add => _lost += value;
        remove => _lost -= value;
    }

    public Func<Task> Connecting { get; set; } = () => Task.CompletedTask;

    public Func<Task> Discovering { get; set; } = () => Task.CompletedTask;

    public bool Answers { get; set; } = true;

    public bool IsConnected { get; private set; }

    public int Disconnects { get; private set; }

    public bool IsWatched => _lost is not null;

    public ScriptedCharacteristic Value { get; } = new();

    public async Task ConnectAsync()
    {
        await Connecting().ConfigureAwait(false);
        IsConnected = Answers;
    }

    public void Disconnect()
    {
        IsConnected = false;
        Disconnects++;
        _lost?.Invoke();
    }

    public void Lose() => _lost?.Invoke();

    public async Task<IReadOnlyList<RemoteService>> DiscoverAsync()
    {
        await Discovering().ConfigureAwait(false);
        return [new RemoteService(ScriptedCharacteristic.Service, IsPrimary: true, [Value])];
    }
}

/// <summary>A characteristic that does what a test says.</summary>
internal sealed class ScriptedCharacteristic : IRemoteCharacteristic
{
    public static readonly Guid Service = new("6d9f1b1a-0000-4000-8000-000000000001");
    public static readonly Guid Characteristic = new("6d9f1b1a-0000-4000-8000-000000000002");

    /// <summary>Keeps the ear of the last who listened, also after it left: the library may call late.</summary>
    public Action<byte[]?>? Ear { get; private set; }

    public bool IsListenedTo { get; private set; }

    /// <summary>Whether it was listened to when its notifications were turned on.</summary>
    public bool? WasListenedTo { get; private set; }

    public Guid Uuid => Characteristic;

    public GattFlags Flags { get; set; } = GattFlags.Read | GattFlags.Write | GattFlags.Notify;

    public Func<Task<byte[]?>> Reading { get; set; } = () => Task.FromResult<byte[]?>([1, 2]);

    public Func<Task> Starting { get; set; } = () => Task.CompletedTask;

    public List<byte[]> Written { get; } = [];

    public Task<byte[]?> ReadAsync() => Reading();

    public Task WriteAsync(byte[] value)
    {
        Written.Add(value);
        return Task.CompletedTask;
    }

    public IDisposable Listen(Action<byte[]?> notified)
    {
        Ear = notified;
        IsListenedTo = true;
        return new Undo(() => IsListenedTo = false);
    }

    public Task StartNotificationsAsync()
    {
        WasListenedTo = IsListenedTo;
        return Starting();
    }

    public Task<IReadOnlyList<IRemoteValue>> DescriptorsAsync() => Task.FromResult<IReadOnlyList<IRemoteValue>>([new Descriptor()]);

    private sealed class Descriptor : IRemoteValue
    {
        public Guid Uuid { get; } = new("00002902-0000-1000-8000-00805f9b34fb");

        public Task<byte[]?> ReadAsync() => Task.FromResult<byte[]?>([3]);
    }
}

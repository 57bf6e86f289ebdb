using System.Collections.Immutable;
using O2X.Links.BlueZ.Bus;
using O2X.Links.Time;

namespace O2X.Links.BlueZ.Central;

/// <summary>
/// One adapter from when it is on until it is not, shared by all who use it: one discovery for all scans, and one connection made at a time,
/// in the order in which they were asked for. Its end ends everything that is open on it.
/// </summary>
internal sealed class Radio(BlueZBus bus, string path, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly string _under = path + "/";
    private readonly SemaphoreSlim _connectTurn = new(1);
    private readonly HashSet<string> _clearedCaches = new(StringComparer.Ordinal);
    private ImmutableArray<BlueZScan> _scans = [];
    private ImmutableArray<BlueZLink> _links = [];
    private LinkFault? _ended;

    public BlueZBus Bus { get; } = bus;

    public string Path { get; } = path;

    public TimeProvider Clock { get; } = clock;

    public Discovery Discovery { get; } = new(bus, path);

    /// <summary>How many scans and links are open.</summary>
    public int Open => _scans.Length + _links.Length;

    /// <summary>Why it is not on any more; null while it is.</summary>
    public LinkFault? Ended
    {
        get
        {
            lock (_gate) return _ended;
        }
    }

    /// <summary>Starts a scan.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="filter">What is sought.</param>
    /// <param name="sink">Takes what is heard.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="LinkException">It cannot.</exception>
    public async Task<BlueZScan> ScanAsync(object owner, ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
    {
        var scan = new BlueZScan(this, owner, filter, sink);
        Add(ref _scans, scan);
        try
        {
            await Discovery.AddAsync(filter, cancellationToken).ConfigureAwait(false);
            return scan;
        }
        catch
        {
            Forget(scan);
            throw;
        }
    }

    /// <summary>Connects to a device, when it is its turn.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="sighting">The device.</param>
    /// <param name="sink">Takes the packets.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="LinkException">It cannot; the device is not connected then.</exception>
    public async Task<BlueZLink> ConnectAsync(object owner, Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
    {
        await _connectTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        var link = new BlueZLink(this, owner, sighting, sink);
        try
        {
            Add(ref _links, link);
            await Discovery.PauseAsync().ConfigureAwait(false);
            try
            {
                await link.OpenAsync(cancellationToken).ConfigureAwait(false);
                return link;
            }
            finally
            {
                await ResumeAsync().ConfigureAwait(false);
            }
        }
        catch
        {
            Forget(link);
            throw;
        }
        finally
        {
            _connectTurn.Release();
        }
    }

    /// <summary>Hands a change on to those whom it concerns.</summary>
    public void OnChange(in ObjectChange change)
    {
        if (change.Kind == ChangeKind.Woke)
        {
            // What the kernel did to the links meanwhile is told late or never; making one anew costs little.
            foreach (var link in _links) link.Lose(new LinkFault(LinkLossReason.LinkLoss, "The machine was asleep."));
            return;
        }

        if (!change.Path.StartsWith(_under, StringComparison.Ordinal)) return;
        foreach (var link in _links) link.OnChange(in change);
        if (_scans.IsEmpty || !SightingReader.IsHeard(in change)) return;
        if (Bus.Objects.PropertiesOf(change.Path, BlueZNames.Device) is not { } device) return;
        if (SightingReader.Read(device, Clock.GetTicks()) is not { } sighting) return;
        foreach (var scan in _scans) scan.Hear(sighting);
    }

    /// <summary>The adapter is not usable any more.</summary>
    public void End(LinkFault fault)
    {
        lock (_gate) _ended ??= fault;
        foreach (var link in _links) link.Lose(fault);
        foreach (var scan in _scans) scan.End(fault);
    }

    /// <summary>Closes all scans and links of an owner.</summary>
    public async Task CloseAllOfAsync(object owner)
    {
        foreach (var scan in _scans.Where(scan => scan.Owner == owner)) await scan.DisposeAsync().ConfigureAwait(false);
        foreach (var link in _links.Where(link => link.Owner == owner)) await link.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Whether what BlueZ remembers of a device is to be cleared now: once, until a link to it proved good.</summary>
    public bool MayClearCacheOf(string address)
    {
        lock (_gate) return _clearedCaches.Add(address);
    }

    /// <summary>What BlueZ remembers of a device is right.</summary>
    public void TrustCacheOf(string address)
    {
        lock (_gate) _clearedCaches.Remove(address);
    }

    public void Forget(BlueZScan scan)
    {
        lock (_gate) _scans = _scans.Remove(scan);
    }

    public void Forget(BlueZLink link)
    {
        lock (_gate) _links = _links.Remove(link);
    }

    private async Task ResumeAsync()
    {
        try
        {
            await Discovery.ResumeAsync().ConfigureAwait(false);
        }
        catch (LinkException problem)
        {
            foreach (var scan in _scans) scan.End(problem.Fault);
        }
    }

    private void Add<T>(ref ImmutableArray<T> open, T one)
    {
        lock (_gate)
        {
            if (_ended is { } fault) throw new LinkException(fault);
            open = open.Add(one);
        }
    }
}

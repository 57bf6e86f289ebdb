using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles.Can;

namespace O2X.TestKit;

/// <summary>A bus or radio that does exactly what a test tells it to, on virtual time.</summary>
public sealed class ScriptedTransport(VirtualClock clock, TransportKind kind = TransportKind.Bus, bool isLossless = false) : ILinkTransport
{
    private readonly List<IObserver<TransportState>> _observers = [];
    private readonly List<Scan> _scans = [];
    private TransportState _state = TransportState.On;
    private IScanSink? _lastScanSink;
    private TaskCompletionSource? _allClosed;

    public TransportInfo Info { get; } = new("scripted", kind) { IsLossless = isLossless };

    public TimeProvider Clock => clock;

    public IObservable<TransportState> State => new StateStream(this);

    /// <summary>What the next steps do.</summary>
    public StepBehaviour StartScan { get; set; } = new();

    public StepBehaviour StopScan { get; set; } = new();

    public StepBehaviour Connect { get; set; } = new();

    public StepBehaviour Close { get; set; } = new();

    public int OpenScans => _scans.Count;

    public int OpenLinks => Links.Count(link => !link.IsClosed);

    public int Observers => _observers.Count;

    public int ScansStarted { get; private set; }

    public int ConnectsTried { get; private set; }

    public List<ScriptedLink> Links { get; } = [];

    public ScriptedLink Link => Links[^1];

    /// <summary>The sinks of all attempts, those that failed included: a late callback of a bad stack writes here.</summary>
    public List<ILinkSink> Sinks { get; } = [];

    /// <summary>Every step that hangs is done, and no later one hangs or fails.</summary>
    public void Recover() => clock.Executor.Run(() =>
    {
        SynchronizationContext.SetSynchronizationContext(null);
        foreach (var step in new[] { StartScan, StopScan, Connect, Close }) step.Recover();
    });

    /// <summary>Completes when no scan and no link is open: one that hung may be closed by another thread.</summary>
    public Task AllClosedAsync()
    {
        var closed = _allClosed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Closed(() => { });
        return closed.Task;
    }

    internal void Closed(Action close) => clock.Executor.Run(() =>
    {
        close();
        if (OpenScans == 0 && OpenLinks == 0) _allClosed?.TrySetResult();
    });

    public void Become(TransportState state)
    {
        _state = state;
        foreach (var observer in _observers.ToArray()) clock.Executor.Run(() => observer.OnNext(state));
    }

    public void Sight(string address = "bus", string? name = null) => clock.Executor.Run(() =>
    {
        foreach (var scan in _scans.ToArray()) scan.Sink.OnSighting(Sighting(address, name));
    });

    /// <summary>Sights before the scan that was asked for last has started.</summary>
    public void SightEarly(string address = "bus") => clock.Executor.Run(() => _lastScanSink!.OnSighting(Sighting(address, null)));

    public void EndScan(LinkFault fault) => clock.Executor.Run(() =>
    {
        foreach (var scan in _scans.ToArray()) scan.Sink.OnEnded(fault);
    });

    public async Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
    {
        ScansStarted++;
        _lastScanSink = sink;
        await StartScan.RunAsync(cancellationToken).ConfigureAwait(false);
        var scan = new Scan(this, sink);
        _scans.Add(scan);
        return scan;
    }

    public async Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
    {
        ConnectsTried++;
        Sinks.Add(sink);
        await Connect.RunAsync(cancellationToken).ConfigureAwait(false);
        var link = new ScriptedLink(clock, sink, this);
        Links.Add(link);
        return link;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Sighting Sighting(string address, string? name) =>
        new(address, clock.GetTimestamp()) { IsBus = kind != TransportKind.Bluetooth, Name = name };

    private sealed class Scan(ScriptedTransport transport, IScanSink sink) : IAsyncDisposable
    {
        public IScanSink Sink => sink;

        public async ValueTask DisposeAsync()
        {
            try
            {
                await transport.StopScan.RunAsync(CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                transport.Closed(() => transport._scans.Remove(this));
            }
        }
    }

    private sealed class StateStream(ScriptedTransport transport) : IObservable<TransportState>
    {
        public IDisposable Subscribe(IObserver<TransportState> observer)
        {
            transport._observers.Add(observer);
            observer.OnNext(transport._state);
            return new Unsubscriber(() => transport._observers.Remove(observer));
        }
    }

    private sealed class Unsubscriber(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

/// <summary>What a step of a transport does: succeed, fail, throw, hang, or wait for the test.</summary>
public sealed class StepBehaviour
{
    public Exception? Throws { get; set; }

    public bool Hangs { get; set; }

    /// <summary>Whether a step that hangs also ignores its cancellation, as a bad stack does.</summary>
    public bool IgnoresCancellation { get; set; }

    /// <summary>Completes the steps that hang.</summary>
    public TaskCompletionSource Release { get; private set; } = new();

    public void Fail(LinkLossReason reason, string? detail = null) => Throws = new LinkException(reason, detail);

    public void Succeed()
    {
        Throws = null;
        Hangs = false;
        Release = new TaskCompletionSource();
    }

    /// <summary>The steps that hang are done, and later ones succeed.</summary>
    public void Recover()
    {
        var release = Release;
        Succeed();
        release.TrySetResult();
    }

    /// <summary>Does it, for a step of a double.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        if (Throws is not null) throw Throws;
        if (!Hangs) return Task.CompletedTask;
        // A task of its own for each step: of several that wait for one task, all but the first go on on another thread.
        var released = Release.Task.ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return IgnoresCancellation ? released : released.WaitAsync(cancellationToken);
    }
}

/// <summary>A link whose packets a test writes.</summary>
public sealed class ScriptedLink(VirtualClock clock, ILinkSink sink, ScriptedTransport transport) : IBusLink
{
    public bool IsClosed { get; private set; }

    /// <summary>The vehicle's bus says a frame.</summary>
    public bool Frame(uint id, string hex)
    {
        Span<byte> bytes = stackalloc byte[CanFrame.Size];
        CanFrame.Create(id, Convert.FromHexString(hex)).WriteTo(bytes);
        return Packet(bytes.ToArray());
    }

    public bool Packet(byte[] bytes)
    {
        var taken = false;
        clock.Executor.Run(() => taken = sink.TryWrite(bytes, clock.GetTimestamp()));
        return taken;
    }

    public void End(LinkFault fault) => clock.Executor.Run(() => sink.OnClosed(fault));

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transport.Close.RunAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            transport.Closed(() => IsClosed = true);
        }
    }
}

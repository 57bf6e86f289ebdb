using O2X.Links;
using O2X.Links.Gatt;
using O2X.Simulator.Radio;

namespace O2X.Simulator.Stacks;

/// <summary>
/// The software between an engine and a virtual radio. It adds nothing of its own as long as nothing is the matter with it: what the
/// radio does before a call returns has happened when the stack's call returns.
/// </summary>
internal sealed partial class VirtualStack : ILinkTransport
{
    private readonly VirtualRadio _radio;
    private readonly StackStates _states;

    public VirtualStack(VirtualRadio radio, int seed, string name)
    {
        Info = new TransportInfo(name, TransportKind.Simulator);
        _radio = radio;
        _random = new Random(seed);
        _states = new StackStates(this, radio.State);
    }

    public TransportInfo Info { get; }

    public TimeProvider Clock => _radio.Clock;

    public IObservable<TransportState> State
    {
        get
        {
            ThrowIfBroken();
            return _states;
        }
    }

    public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        return ScanAsync(filter, new StackScan(this, sink), cancellationToken);
    }

    public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        return LinkAsync(sighting, new StackSink(this, sink), cancellationToken);
    }

    /// <summary>Ends everything, whatever is the matter; what hangs is let go.</summary>
    public ValueTask DisposeAsync()
    {
        End(StackTrouble.HangsClosing);
        EndLife();
        return _radio.DisposeAsync();
    }

    private async Task<IAsyncDisposable> ScanAsync(ScanFilter filter, StackScan scan, CancellationToken cancellationToken)
    {
        await PauseAsync(cancellationToken).ConfigureAwait(false);
        scan.Begin(await _radio.StartScanAsync(filter, scan, cancellationToken).ConfigureAwait(false));
        return scan;
    }

    private async Task<ILink> LinkAsync(Sighting sighting, StackSink sink, CancellationToken cancellationToken)
    {
        try
        {
            await PauseAsync(cancellationToken).ConfigureAwait(false);
            return new StackLink(this, (IGattBrowser)await _radio.ConnectAsync(sighting, sink, cancellationToken).ConfigureAwait(false), sink);
        }
        catch (OperationCanceledException) when (Has(StackTrouble.CallsLate) && !_life.IsCancellationRequested)
        {
            return await LinkLateAsync(sighting, sink).ConfigureAwait(false);
        }
    }

    // It was cancelled, and succeeds all the same when it is too late.
    private async Task<ILink> LinkLateAsync(Sighting sighting, StackSink sink)
    {
        await Task.Delay(Lateness, Clock, _life.Token).ConfigureAwait(false);
        using var notNow = new CancellationTokenSource();
        var connect = _radio.ConnectAsync(sighting, sink, notNow.Token);
        if (!connect.IsCompleted) GiveUp(notNow);
        return new StackLink(this, (IGattBrowser)await connect.ConfigureAwait(false), sink);
    }
    // At once, not on another thread: on virtual time nothing of it is open when the time has passed.
    private static void GiveUp(CancellationTokenSource step) => step.Cancel();
}

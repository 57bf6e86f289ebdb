using System.Runtime.CompilerServices;
using O2X.Links.InTheHand.Radio;

namespace O2X.Links.InTheHand;

/// <summary>
/// Bluetooth Low Energy on Windows, macOS (Mac Catalyst), Android and iOS, on the library InTheHand.BluetoothLE. Not for Linux: there
/// it pairs with whatever it connects to; use the transport of <c>O2X.Links.BlueZ</c>.
/// </summary>
/// <remarks>
/// <para>
/// The library cannot tell a radio that is off from one that is not there or not permitted, and gives no reason for a lost link
/// (<see cref="LinkLossReason.LinkLoss"/>). Apple's systems and Android need the app to declare and ask for the permission itself.
/// On Apple's systems addresses are identifiers that the system draws, and a lost link is often noticed by its silence alone.
/// </para>
/// <para>Safe for use by several threads. Disposing ends scans and links that are open with <see cref="LinkLossReason.Shutdown"/>.</para>
/// </remarks>
public sealed partial class InTheHandTransport : ILinkTransport
{
    private readonly Lock _gate = new();
    private readonly IRadio _radio;
    private readonly BoundedCalls _calls;
    private readonly RadioWatch _watch;
    private readonly HashSet<IOpened> _open = [];

    // A device that was sighted a moment ago connects better than one that is looked up by its address.
    private readonly ConditionalWeakTable<Sighting, IPeripheral> _devices = [];

    internal InTheHandTransport(IRadio radio, InTheHandOptions? options, TimeProvider? clock)
    {
        _radio = radio;
        Clock = clock ?? TimeProvider.System;
        _calls = new BoundedCalls(Clock, (options ?? new InTheHandOptions()).Validated().CallTimeout);
        _watch = new RadioWatch(radio, _calls, Clock, EndAll);
    }

    /// <inheritdoc/>
    public TransportInfo Info { get; } = new("ble", TransportKind.Bluetooth);

    /// <inheritdoc/>
    public TimeProvider Clock { get; }

    /// <inheritdoc/>
    public IObservable<TransportState> State => _watch.State;

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(sink);
        await _watch.ThrowIfUnusableAsync(cancellationToken).ConfigureAwait(false);
        var scan = new InTheHandScan(_radio, _calls, Clock, filter, sink, _devices.AddOrUpdate);
        await OpenAsync(scan, scan.StartAsync, cancellationToken).ConfigureAwait(false);
        return scan;
    }

    /// <inheritdoc/>
    public async Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        ArgumentNullException.ThrowIfNull(sink);
        await _watch.ThrowIfUnusableAsync(cancellationToken).ConfigureAwait(false);
        if (!_devices.TryGetValue(sighting, out var device))
        {
            device = await _calls.RunAsync("Looking the device up", () => _radio.FindAsync(sighting.Address), cancellationToken).ConfigureAwait(false)
                ?? throw new LinkException(LinkLossReason.ConnectTimeout, $"The system does not know the device {sighting.Address}.", "Scan for it first.");
        }

        var link = new InTheHandLink(device, _calls, Clock, sink, _watch.LookAgainAsync);
        await OpenAsync(link, link.OpenAsync, cancellationToken).ConfigureAwait(false);
        return link;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _watch.Dispose();
        EndAll(new LinkFault(LinkLossReason.Shutdown));
        return ValueTask.CompletedTask;
    }

    // What does not open leaves nothing behind.
    private async Task OpenAsync(IOpened opened, Func<CancellationToken, Task> open, CancellationToken cancellationToken)
    {
        opened.Closed += Forget;
        lock (_gate) _open.Add(opened);
        try
        {
            await open(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Forget(IOpened opened)
    {
        lock (_gate) _open.Remove(opened);
    }

    private void EndAll(LinkFault fault)
    {
        IOpened[] open;
        lock (_gate) open = [.. _open];
        foreach (var opened in open) opened.End(fault);
    }
}

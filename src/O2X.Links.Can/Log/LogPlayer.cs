using System.Diagnostics.CodeAnalysis;
using O2X.Links.Time;

namespace O2X.Links.Can.Log;

/// <summary>
/// Plays a log on a thread of its own: moves the clock from event to event, timers and frames alike, and delivers the frames on the
/// clock's line of execution. Stands still while nobody listens and no timer is armed.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The thread disposes of the pace when it ends; the event is set by others even later.")]
internal sealed class LogPlayer
{
    // So many frames are delivered before those who drain them get the line: it pays for the change of hands.
    private const int BatchSize = 256;

    private readonly LogFile _file;
    private readonly LogBus _bus;
    private readonly VirtualClock _clock;
    private readonly LogPace _pace;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action _deliver;
    private LogPlaylist? _playlist;
    private LogItem _item;
    private bool _isSighted;
    private bool _isStarted;
    private volatile bool _isStopping;

    /// <param name="file">A log that is usable.</param>
    /// <param name="bus">Who listens.</param>
    /// <param name="clock">The clock to move.</param>
    /// <param name="speed">Times real time; infinity: without waiting.</param>
    /// <param name="real">The real time.</param>
    public LogPlayer(LogFile file, LogBus bus, VirtualClock clock, double speed, TimeProvider real)
    {
        (_file, _bus, _clock) = (file, bus, clock);
        _pace = new LogPace(real, speed, _wake);
        _deliver = Deliver;
    }

    /// <summary>The counts.</summary>
    public LogStatistics Count() =>
        Volatile.Read(ref _playlist)?.Count(_bus.Unheard) ?? new LogStatistics { TotalBytes = _file.Length };

    /// <summary>Goes on, or begins, now that somebody listens. To be called on the line.</summary>
    public void Wake()
    {
        if (_isStopping) return;
        if (!_isStarted) new Thread(Run) { IsBackground = true, Name = _file.Name }.Start();
        _isStarted = true;
        _wake.Set();
    }

    /// <summary>Makes the thread end. To be called on the line.</summary>
    public void Stop()
    {
        _isStopping = true;
        if (_isStarted) _wake.Set();
        else Finish();
    }

    /// <summary>Completes when the thread has ended.</summary>
    public Task Finished => _finished.Task;

    private void Run()
    {
        try
        {
            using var playlist = new LogPlaylist(_file);
            Volatile.Write(ref _playlist, playlist);
            Play(playlist);
        }
        catch (Exception error)
        {
            // Whatever it is, a thread without a caller must not take the process down.
            var fault = new LinkFault(LinkLossReason.Unknown, $"{_file.Name} could not be played on: {error.Message}");
            _clock.Executor.Run(() => _bus.End(fault));
        }
        finally
        {
            Finish();
        }
    }

    private void Finish()
    {
        _pace.Dispose();
        _finished.TrySetResult();
    }

    private void Play(LogPlaylist playlist)
    {
        _item = playlist.Read();
        _pace.Anchor(_clock.GetTimestamp());
        while (!_isStopping && _item.Kind != LogItemKind.End)
        {
            var due = _clock.NextDue;
            var next = Math.Min(due, _item.Time);
            if (!IsDrained()) continue;
            if (IsIdle(due)) Rest();
            else if (next > _pace.Reached) WaitUntil(next);
            else if (due <= _item.Time) _clock.AdvanceTo(due);
            else _clock.Executor.Run(_deliver);
        }

        var detail = playlist.Frames > 0 ? $"{_file.Name} has come to its end." : $"No {(_file.Recording is null ? "frame" : "packet")} was found in {_file.Name}.";
        if (!_isStopping) _clock.Executor.Run(() => _bus.End(new LinkFault(LinkLossReason.EndOfSource, detail)));
    }

    private bool IsIdle(long due) => due == long.MaxValue && !_bus.IsHeard;

    private void Rest()
    {
        _wake.WaitOne();
        _pace.Anchor(_clock.GetTimestamp());
    }

    private void WaitUntil(long time)
    {
        _clock.AdvanceTo(Math.Min(_pace.Reached, time));
        _pace.WakeAt(time);
        _wake.WaitOne();
    }

    private void Deliver()
    {
        var reached = _pace.Reached;
        for (var i = 0; i < BatchSize && !_isStopping && _item.Kind != LogItemKind.End; i++)
        {
            var due = _clock.NextDue;
            if (IsIdle(due) || due <= _item.Time || reached < _item.Time) return;
            if (i > 0 && _item.StandsAlone) return;
            if (i == 0 || _bus.Open is null) _clock.AdvanceTo(_item.Time);
            if (_item.SetsClock) _clock.SetUtcNow(new DateTimeOffset(_item.Entry.Timestamp, TimeSpan.Zero));

            if (!_isSighted && _bus.MakeWay(_item)) return;

            // A link that is opened because of this frame gets it as its first: those who were told act before it is played.
            if (!_isSighted && (_isSighted = _bus.Sight(_item))) return;
            if (!_bus.TryPlay(_item)) return;
            _isSighted = false;
            var standsAlone = _item.StandsAlone;
            _item = _playlist!.Read();
            if (standsAlone) return;
        }
    }

    // Time does not pass before what was delivered has been decoded: on an open link the decoder moves the clock from packet to packet,
    // and may be held up by an observer. Returns false when the link ended meanwhile.
    private bool IsDrained()
    {
        if (_bus.Open is not { } link) return true;
        try
        {
            var drained = link.Sink.DrainedAsync(link.Closed);
            if (drained.IsCompletedSuccessfully ? drained.Result : drained.AsTask().GetAwaiter().GetResult()) return true;
            _clock.Executor.Run(link.Detach);
        }
        catch (OperationCanceledException) when (link.Closed.IsCancellationRequested)
        {
            // The link was closed; the next frame is one that it does not hear.
        }

        return false;
    }
}

using O2X.Actors;
using O2X.Actors.Diagnostics;
using O2X.Cli.Output;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Cli.Doctor;

/// <summary>
/// Listens to a source until enough is known of it, and diagnoses it at that moment: when the time is over, when the subscription ends
/// by itself, or when the source is not usable or data flow and nothing new has come for two seconds.
/// </summary>
internal sealed class Listening : IAsyncDisposable
{
    private static readonly TimeSpan _beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _settled = TimeSpan.FromSeconds(2);

    private readonly IO2XEngine _engine;
    private readonly TimeProvider _time;
    private readonly TimeSpan _duration;
    private readonly long _began;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _stop;
    private readonly TaskCompletionSource<(Diagnosis, DateTimeOffset)> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (LinkState State, TransportState Source, int Known) _picture;
    private TimeSpan _pictureSince;

    /// <summary>Begins.</summary>
    /// <param name="engine">Not subscribed to anything yet.</param>
    /// <param name="terminal">Whose time counts, and whose wish to end is heard.</param>
    /// <param name="duration">How long at most.</param>
    public Listening(IO2XEngine engine, Terminal terminal, TimeSpan duration)
    {
        _engine = engine;
        _time = terminal.Time;
        _duration = duration;
        _began = _time.GetTimestamp();
        _timer = _time.CreateTimer(_ => Look(), null, _beat, _beat);
        _stop = terminal.Stop.Register(() => End(engine.Diagnose()));
    }

    /// <summary>The diagnosis, when enough is known, and the time of day then: a log's own is another.</summary>
    public Task<(Diagnosis Diagnosis, DateTimeOffset At)> Ended => _ended.Task;

    /// <summary>How far it is, in a few words.</summary>
    public string Progress =>
        FormattableString.Invariant($"listening to {_engine.Source.Name}, {Elapsed.TotalSeconds:0} of {_duration.TotalSeconds:0} s: {Wording.Of(_engine.LinkReport)}");

    private TimeSpan Elapsed => _time.GetElapsedTime(_began);

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stop.DisposeAsync().ConfigureAwait(false);
    }

    private void Look()
    {
        if (_ended.Task.IsCompleted) return;
        var diagnosis = _engine.Diagnose();
        if (Elapsed >= _duration || diagnosis.Link is { State: LinkState.Idle, Fault: not null } || IsSettled(diagnosis)) End(diagnosis);
    }

    private void End(Diagnosis diagnosis) => _ended.TrySetResult((diagnosis, _time.GetUtcNow()));

    private bool IsSettled(Diagnosis diagnosis)
    {
        var picture = (diagnosis.Link.State, diagnosis.SourceState, diagnosis.Values.Count(value => value.Quality != Quality.Unknown));
        if (picture != _picture) (_picture, _pictureSince) = (picture, Elapsed);
        if (Elapsed - _pictureSince < _settled) return false;
        // A log says more the longer it is played.
        return diagnosis.Link.State == LinkState.WaitingForAdapter || (diagnosis.Link.State == LinkState.Ready && !diagnosis.Source.IsLossless);
    }
}

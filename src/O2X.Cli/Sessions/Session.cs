using O2X.Actors;
using O2X.Cli.Output;
using O2X.Links;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;

namespace O2X.Cli.Sessions;

/// <summary>One subscription from its beginning to its end, with everything that is told shown on an output.</summary>
internal sealed class Session(IO2XEngine engine, IOutput output, Terminal terminal)
{
    private static readonly TimeSpan _drain = TimeSpan.FromSeconds(5);

    private readonly Lock _line = new();
    private readonly TaskCompletionSource<Outcome> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<VehicleEventKind, int> _events = [];
    private SessionRequest _request = new();
    private bool _wasReady;
    private bool _isOver;

    /// <summary>Whether the engine accepted the subscription.</summary>
    public bool WasSubscribed { get; private set; }

    /// <summary>How often each event came.</summary>
    public IReadOnlyDictionary<VehicleEventKind, int> Events => _events;

    /// <summary>Subscribes, and shows what comes until the source, the time or the user ends it. Disposes of the engine.</summary>
    public async Task<Outcome> RunAsync(SessionRequest request)
    {
        _request = request;
        List<Task> streams = [Show(engine.Link, OnLink), Show(engine.Events, OnEvent)];
        if (request.Reception != Reception.Information) streams.Add(Show(engine.Status, snapshot => output.Status(in snapshot)));
        if (request.Reception != Reception.Status) streams.Add(Show(engine.Information, snapshot => output.Information(in snapshot)));

        var reply = await engine.SubscribeAsync(Subscribing.For(request, engine.Remembered, engine.Source.Kind)).ConfigureAwait(false);
        WasSubscribed = reply.IsAccepted;
        var outcome = reply.IsAccepted
            ? await EndAsync().ConfigureAwait(false)
            : Subscribing.OutcomeOf(reply, engine.Source.Name);

        await engine.DisposeAsync().ConfigureAwait(false);
        // A reader that takes nothing any more must not keep the command from ending.
        await Task.WhenAny(Task.WhenAll(streams), Task.Delay(_drain, terminal.Time)).ConfigureAwait(false);
        return outcome;
    }

    /// <summary>Shows what happens in a scenario, in turn with what the engine tells.</summary>
    public void Show(ScenarioMoment moment) => InTurn(() => output.Scenario(engine.Clock.GetUtcNow(), moment));

    private async Task<Outcome> EndAsync()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(terminal.Stop);
        var time = Task.Delay(_request.For ?? Timeout.InfiniteTimeSpan, terminal.Time, giveUp.Token);
        var until = _request.Until?.Invoke() ?? _ended.Task;
        await Task.WhenAny(_ended.Task, until, time).ConfigureAwait(false);
        await giveUp.CancelAsync().ConfigureAwait(false);

        // Who ends it wants to see no more of it: that the values become stale now says nothing of the vehicle.
        lock (_line) _isOver = true;
        await engine.UnsubscribeAsync(Subscribing.Owner).ConfigureAwait(false);
        return until.IsCompleted ? await until.ConfigureAwait(false)
            : _ended.Task.IsCompleted ? await _ended.Task.ConfigureAwait(false)
            : Outcome.Done;
    }

    private void OnLink(LinkReport report)
    {
        _wasReady |= report.State == LinkState.Ready;
        // A report for the sake of invalid data says since when the link is in its state; here it is told when it came.
        output.Link(report.InvalidData is null ? report : report with { At = engine.Clock.GetUtcNow() });
        if (report is { State: LinkState.Idle, Fault: { } fault })
            _ended.TrySetResult(Subscribing.OutcomeOf(fault, engine.Source.Name, _wasReady, _request.Vin));
    }

    private void OnEvent(VehicleEvent happened)
    {
        _events[happened.Kind] = _events.GetValueOrDefault(happened.Kind) + 1;
        output.Event(happened);
    }

    /// <summary>Shows a stream, in turn with the others; completes when all of it was shown.</summary>
    private Task Show<T>(IObservable<T> stream, Action<T> show)
    {
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stream.Subscribe(
            element => InTurn(() => show(element)),
            failure =>
            {
                _ended.TrySetResult(new(ExitCode.SourceUnusable, failure.Message));
                shown.TrySetResult();
            },
            () => shown.TrySetResult());
        return shown.Task;
    }

    private void InTurn(Action show)
    {
        try
        {
            lock (_line)
            {
                if (!_isOver) show();
            }
        }
        catch (IOException problem)
        {
            _ended.TrySetResult(StandardOutput.IsBrokenPipe(problem) ? Outcome.Done : new(ExitCode.SourceUnusable, problem.Message));
        }
    }
}

using O2X.Links.Time;
using O2X.Simulator.Faults;

namespace O2X.Simulator.Scenarios;

/// <summary>
/// Plays a scenario on a world, on the world's clock. What is to happen at the very beginning has happened when it was started. When
/// it ends or is stopped, every fault that it began is over; the car goes on with what it does.
/// </summary>
/// <remarks>Safe for use by several threads. It ends with its world.</remarks>
public sealed class ScenarioPlayer : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SimulatedWorld _world;
    private readonly Scenario _scenario;
    private readonly Action<ScenarioMoment>? _told;
    private readonly long _began;
    private readonly ITimer _timer;
    private readonly PriorityQueue<Occurrence, (TimeSpan At, long Order)> _due = new();

    // Until when; null: until it is mended.
    private readonly Dictionary<Fault, TimeSpan?> _lasting = [];
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _worldsEnd;
    private long _order;
    private bool _isOver;
    private bool _isDeaf;

    private ScenarioPlayer(SimulatedWorld world, Scenario scenario, Action<ScenarioMoment>? told)
    {
        (_world, _scenario, _told) = (world, scenario, told);
        _began = world.Radio.Clock.GetTicks();
        _timer = world.Radio.Clock.CreateTimer(
            static self => ((ScenarioPlayer)self!).Play(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        for (var i = 0; i < scenario.Steps.Count; i++)
        {
            // Each step has chance of its own: to change one does not change the others.
            var random = new Random(unchecked((scenario.Seed * 397) ^ i));
            Enqueue(scenario.Steps[i].At.Draw(random), new Occurrence(scenario.Steps[i], random, 1));
        }
    }

    /// <summary>Completes when the scenario has ended or was stopped.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Starts to play.</summary>
    /// <param name="world">Where.</param>
    /// <param name="scenario">What.</param>
    /// <param name="told">Is told what happens, in order, one call at a time; it must not block. One that throws is told nothing more.</param>
    public static ScenarioPlayer Start(SimulatedWorld world, Scenario scenario, Action<ScenarioMoment>? told = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(scenario);
        var player = new ScenarioPlayer(world, scenario, told);
        player._worldsEnd = world.Stack.Ended.UnsafeRegister(static self => ((ScenarioPlayer)self!).Dispose(), player);
        player.Play();
        return player;
    }

    /// <summary>Stops it, if it has not ended; may be done twice.</summary>
    public void Dispose() => _world.Change(() =>
    {
        lock (_gate) End();
    });

    private void Play() => _world.Change(() =>
    {
        lock (_gate)
        {
            var now = TimeSpan.FromTicks(_world.Radio.Clock.GetTicks() - _began);
            while (!_isOver && NextAt is { } at && at <= now) Happen(at);
            if (_isOver) return;
            if (NextAt is { } next) _timer.Change(next - now, Timeout.InfiniteTimeSpan);
            else if (_scenario.Length is { } length && length > now) _timer.Change(length - now, Timeout.InfiniteTimeSpan);
            else if (_scenario.Length is not null || _lasting.Count == 0) End();
        }
    });

    // Nothing that is due after the scenario's end is waited for.
    private TimeSpan? NextAt
    {
        get
        {
            var step = _due.TryPeek(out _, out var priority) ? priority.At : (TimeSpan?)null;
            var mend = _lasting.Values.Min();
            var next = step is null || mend < step ? mend : step;
            return next > _scenario.Length ? null : next;
        }
    }

    // Steps first: a fault that begins when it would be over goes on.
    private void Happen(TimeSpan at)
    {
        if (!_due.TryPeek(out var occurrence, out var priority) || priority.At != at)
        {
            Mend(_lasting.First(fault => fault.Value == at).Key, at, null);
            return;
        }

        _due.Dequeue();
        var (step, random, time) = occurrence;
        if (step.Every is { } every && !(time >= step.Times)) Enqueue(at + every.Draw(random), new Occurrence(step, random, time + 1));
        Do(step.Action.Settle(random), at, step.Note);
    }

    private void Do(ScenarioAction action, TimeSpan at, string? note)
    {
        switch (action)
        {
            case ScenarioAction.CarDoes car:
                _world.Car.Do(car.Choices[0]);
                break;
            case ScenarioAction.CarFollows follows:
                _world.Car.Follow(follows.Journey);
                break;
            case ScenarioAction.CarHasAlerts has:
                _world.Car.SetAlerts(has.Alerts);
                break;
            case ScenarioAction.CarHasCharge has:
                _world.Car.SetStateOfCharge(has.Percent);
                break;
            case ScenarioAction.Mends mends:
                Mend(mends.Fault, at, note);
                return;
        }

        // What goes wrong is told before what follows from it.
        Tell(new ScenarioMoment(at, action.Text, note));
        if (action is ScenarioAction.Breaks breaks) Break(breaks.Choices[0], breaks.Lasting?.Least, at);
    }

    private void Break(Fault fault, TimeSpan? lasting, TimeSpan at)
    {
        if (fault.Lasts)
        {
            var until = at + lasting;
            var lastsLongerAlready = _lasting.TryGetValue(fault, out var already) && (already is null || until <= already);
            _lasting[fault] = lastsLongerAlready ? already : until;
        }

        fault.Begin(_world);
    }

    private void Mend(Fault fault, TimeSpan at, string? note)
    {
        _lasting.Remove(fault);
        Tell(new ScenarioMoment(at, new ScenarioAction.Mends(fault).Text, note));
        fault.End(_world);
    }

    private void End()
    {
        if (_isOver) return;
        _isOver = true;
        _timer.Dispose();
        _worldsEnd.Unregister();
        foreach (var fault in _lasting.Keys) fault.End(_world);
        _lasting.Clear();
        _completion.TrySetResult();
    }

    private void Enqueue(TimeSpan at, Occurrence occurrence) => _due.Enqueue(occurrence, (at, ++_order));

    private void Tell(ScenarioMoment moment)
    {
        if (_isDeaf || _told is null) return;
        try
        {
            _told(moment);
        }
        catch (Exception)
        {
            // The fault of who listens must not stop the play.
            _isDeaf = true;
        }
    }

    private sealed record Occurrence(ScenarioStep Step, Random Random, int Time);
}

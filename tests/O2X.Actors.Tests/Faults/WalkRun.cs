using Akka.Actor;
using O2X.Actors.Tests.Linking;
using O2X.Simulator;
using O2X.Simulator.Faults;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Faults;

/// <summary>Takes the steps of a random walk, and after each looks at what must always be so.</summary>
internal sealed class WalkRun
{
    public const int LongestScan = 90;

    // With these something may still be open that was given up long ago, until they are over and for a while.
    private static readonly Fault[] KeepingOpen =
        [Fault.DisposeHangs, Fault.SlowTransport, Fault.LateCallbacks, Fault.ThrowingTransport, Fault.DuplicateCallbacks];

    private static readonly TimeSpan While = TimeSpan.FromSeconds(15);

    private readonly List<Fault> _lasting = [];
    private readonly List<Task> _calls = [];
    private readonly TransitionRecorder<LinkState> _transitions;
    private readonly WalkWitness _witness;
    private long _keptOpenAt = long.MinValue;

    private WalkRun(ActorSystem system, int seed)
    {
        Bench = new SimulatedBench(system, seed: seed);
        _transitions = new TransitionRecorder<LinkState>(system, $"/user/{Bench.Name}-*/link");
        _witness = new WalkWitness(Bench);
    }

    public SimulatedBench Bench { get; }

    /// <summary>Takes the steps, one after the other.</summary>
    /// <returns>How many were taken, how often the link was lost, and what was wrong after the last; null when nothing was.</returns>
    public static async Task<(int Taken, int Losses, string? Failure)> TakeAsync(ActorSystem system, int seed, IReadOnlyList<WalkStep> steps)
    {
        var run = new WalkRun(system, seed);
        await using var bench = run.Bench;
        var taken = 0;
        try
        {
            foreach (var step in steps)
            {
                taken++;
                if (step.Do is not null) run.Do(step.Do);
                bench.Pass(step.Seconds);
                run.AssertInvariants();
            }

            await run.EndAsync();
            return (taken, bench.Events.Items.Count, null);
        }
        catch (Exception failure)
        {
            return (taken, bench.Events.Items.Count, failure.Message);
        }
    }

    public void Begin(Fault fault)
    {
        fault.Begin(Bench.World);
        if (fault == Fault.ClockBackward || fault == Fault.ClockForward) _witness.ClockWasSet = true;
        if (fault.Lasts && !_lasting.Contains(fault)) _lasting.Add(fault);
    }

    public void End(Fault fault)
    {
        fault.End(Bench.World);
        if (_lasting.Remove(fault) && KeepingOpen.Contains(fault)) _keptOpenAt = Bench.Clock.GetTimestamp();
    }

    public void EndOldest()
    {
        if (_lasting.Count > 0) End(_lasting[0]);
    }

    public void Call(Task call) => _calls.Add(call);

    private void Do(Action<WalkRun> action) => Bench.Do(() =>
    {
        action(this);
        return true;
    });

    private void AssertInvariants()
    {
        var radio = Bench.World.Radio;
        Assert.Null(_witness.Complaint);
        _witness.AssertNotTooLong();
        if (!_lasting.Any(KeepingOpen.Contains) && Bench.Clock.GetTimestamp() - _keptOpenAt > While.Ticks)
            Assert.True(radio.OpenLinks + radio.RunningScans <= 1, $"{radio.OpenLinks} links and {radio.RunningScans} scans are open.");

        var losses = _transitions.Items.Count(transition => transition == (LinkState.Ready, LinkState.Stale));
        var told = Bench.Events.Items.Count(happened => happened.Kind == VehicleEventKind.Disconnected);
        Assert.True(losses == told, $"Lost {losses} times, told {told} times.");
        Assert.Empty(_transitions.Items.Select(transition => $"{transition.From} → {transition.To}").Except(LinkTableSpecs.Table));
        if (Bench.State == LinkState.Ready) Assert.Equal(SimulatedWorld.DefaultVin, Bench.Engine.SubscribedVin);
        Assert.Equal(Bench.State == LinkState.Idle, Bench.Engine.SubscribedVin is null);
    }

    /// <summary>All is well again: whoever is subscribed has the vehicle live, every call was answered, and nothing stays open.</summary>
    private async Task EndAsync()
    {
        Do(_ =>
        {
            while (_lasting.Count > 0) EndOldest();
        });
        // The longest pauses after a failure and before a device is tried again, and the longest search.
        Bench.Pass(150 + LongestScan);
        AssertInvariants();
        await Task.WhenAll(_calls).WaitAsync(TimeSpan.FromSeconds(30));
        if (Bench.State == LinkState.Idle)
        {
            Assert.True((await Bench.SubscribeAsync()).IsAccepted);
            Bench.Pass(LongestScan);
        }

        Assert.True(Bench.IsLive, $"All faults are over, and the link is not ready: {Bench.Engine.LinkReport}");
        AssertInvariants();
        var actors = new ActorTree(Bench.System, Bench.Name);
        await Bench.EndEngineAsync();
        Assert.True(Bench.IsNothingOpen, "Something is still open after the engine was disposed of.");
        Assert.Empty(actors.Running);
    }
}

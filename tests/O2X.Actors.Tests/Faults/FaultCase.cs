using Akka.Actor;
using O2X.Actors.Tests.Linking;
using O2X.Links;
using O2X.Simulator.Faults;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Faults;

/// <summary>One fault that meets a link in one position.</summary>
/// <param name="Row">The fault, and what is promised.</param>
/// <param name="From">Where the link is when it begins.</param>
/// <param name="FirstTime">Whether the vehicle is a new one, which is not sought for ever.</param>
/// <param name="Seconds">How long it lasts.</param>
internal sealed record FaultCase(FaultRow Row, LinkPosition From, bool FirstTime, double Seconds)
{
    // The longest backoff and passing over, and the longest attempt that was under way.
    private const double MostToRecover = 150;

    private static readonly LinkState[] Attempting =
        [LinkState.Scanning, LinkState.Connecting, LinkState.Verifying, LinkState.Closing, LinkState.Backoff];

    /// <summary>Lets it begin, last and end; asserts what is promised.</summary>
    public async Task<FaultOutcome> PlayAsync(ActorSystem system)
    {
        await using var bench = Bench(system);
        var transitions = new TransitionRecorder<LinkState>(system, $"/user/{bench.Name}-*/link");
        var actors = new ActorTree(system, bench.Name);
        await BeginAsync(bench);
        bench.Pass(Seconds);
        var during = AssertWhileItLasts(bench);
        var losses = bench.Events.Items.Count;

        Row.Fault.End(bench.World);
        var recovery = await RecoverAsync(bench);
        AssertStaysLive(bench);
        AssertEvents(bench, transitions);
        await AssertLeavesNothingAsync(bench, actors);
        return new FaultOutcome(during, losses - (From == LinkPosition.Stale ? 1 : 0), recovery);
    }

    /// <summary>The engine is disposed of while it lasts.</summary>
    public async Task PlayToTheEndOfTheEngineAsync(ActorSystem system)
    {
        await using var bench = Bench(system);
        var actors = new ActorTree(system, bench.Name);
        await BeginAsync(bench);
        bench.Pass(Seconds);

        await bench.EndEngineAsync();
        Row.Fault.End(bench.World);

        await AssertLeavesNothingAsync(bench, actors);
    }

    private SimulatedBench Bench(ActorSystem system) =>
        new(system, new EngineOptions { Seed = 1, Store = FirstTime ? new EngineOptions().Store : SimulatedBench.Remembering() });

    private async Task BeginAsync(SimulatedBench bench)
    {
        var goOn = await From.ReachAsync(bench, Row.Fault, FirstTime);
        Row.Fault.Begin(bench.World);
        if (From is not (LinkPosition.Idle or LinkPosition.WaitingForAdapter or LinkPosition.Closing)) return;
        // Long enough for what is being closed, and nothing begins by itself.
        bench.Pass(10);
        Assert.Equal(From == LinkPosition.WaitingForAdapter ? LinkState.WaitingForAdapter : LinkState.Idle, bench.State);
        await goOn();
    }

    private string AssertWhileItLasts(SimulatedBench bench)
    {
        var report = bench.Engine.LinkReport;
        if (Row.Hinders < From.Next() || Row.Becomes == Hindered.NotAtAll)
        {
            Assert.True(bench.IsLive, $"{report}");
            return "Ready";
        }

        // A new vehicle is sought for its time and no longer (decisions.md D2); one that was ready, for ever (D18).
        if (MayTimeOut(bench) && Row.Becomes != Hindered.Parked && Seconds > bench.Engine.Timeouts.Scan.TotalSeconds)
        {
            Assert.Equal((LinkState.Idle, LinkLossReason.ScanTimeout), (report.State, report.Fault?.Reason));
            Assert.Null(bench.Engine.SubscribedVin);
            return "Idle";
        }

        if (Row.Why is not null) Assert.Equal(Row.Why, report.Fault?.Reason);
        switch (Row.Becomes)
        {
            case Hindered.Parked:
                Assert.Equal(LinkState.WaitingForAdapter, report.State);
                break;
            case Hindered.Unheard or Hindered.PassingOver:
                Assert.Equal(LinkState.Scanning, report.State);
                break;
            default:
                Assert.Contains(report.State, Attempting);
                Assert.InRange(report.FailedAttempts, 1, 100);
                return $"{report.Fault!.Reason}";
        }

        return report.State.ToString();
    }

    private async Task<double> RecoverAsync(SimulatedBench bench)
    {
        var mayTimeOut = MayTimeOut(bench);
        var recovery = bench.PassUntil(() => bench.IsLive || bench.State == LinkState.Idle, MostToRecover, step: 0.25);
        if (bench.State == LinkState.Idle)
        {
            // The time for a new vehicle was over before the next attempt was due.
            Assert.True(mayTimeOut);
            Assert.Equal(LinkLossReason.ScanTimeout, bench.Engine.LinkReport.Fault?.Reason);
            await bench.SubscribeAsync(FirstTime);
            recovery += bench.PassUntil(() => bench.IsLive, MostToRecover, step: 0.25);
        }

        Assert.NotNull(recovery);
        return recovery.Value;
    }

    /// <summary>Whether a new vehicle is sought, or was when its time was over: one that was not ready since it was subscribed to.</summary>
    private bool MayTimeOut(SimulatedBench bench)
    {
        var sinceSubscribed = bench.Link.Items.SkipLast(1).Reverse().TakeWhile(told => told.State != LinkState.Idle);
        return FirstTime && bench.State != LinkState.Ready && sinceSubscribed.All(told => told.State != LinkState.Ready);
    }

    private static void AssertStaysLive(SimulatedBench bench)
    {
        var told = bench.Information.Items.Count;
        bench.Pass(5);
        Assert.True(bench.IsLive);
        Assert.InRange(bench.Information.Items.Count, told + 4, told + 6);
    }

    // Once per loss, with its reason, and never otherwise (decisions.md D17).
    private void AssertEvents(SimulatedBench bench, TransitionRecorder<LinkState> transitions)
    {
        var losses = transitions.Items.Count(transition => transition == (LinkState.Ready, LinkState.Stale));
        Assert.Equal(losses, bench.Events.Items.Count);
        Assert.All(bench.Events.Items, told => Assert.Equal(VehicleEventKind.Disconnected, told.Kind));
        if (From == LinkPosition.Ready) Assert.Equal(Row.Loss, bench.Events.Items.FirstOrDefault()?.Fault!.Reason);
        // A signal that fades lets itself be linked to, and lost, from anywhere.
        if (Row.Fault != Fault.RssiFading) Assert.Equal(From == LinkPosition.Stale || (From == LinkPosition.Ready && Row.Loss is not null) ? 1 : 0, losses);
        Assert.Empty(transitions.Items.Select(transition => $"{transition.From} → {transition.To}").Except(LinkTableSpecs.Table));
    }

    private static async Task AssertLeavesNothingAsync(SimulatedBench bench, ActorTree actors)
    {
        await bench.EndEngineAsync();
        Assert.True(bench.IsNothingOpen, $"{bench.World.Radio.OpenLinks} links, {bench.World.Radio.RunningScans} scans, {bench.Clock.ArmedTimers} timers");
        Assert.Equal(4, actors.Count);
        Assert.Empty(actors.Running);
        bench.Options.Store.Open().Dispose();
        Assert.True(bench.Information.IsCompleted && bench.Status.IsCompleted && bench.Events.IsCompleted && bench.Link.IsCompleted);
    }
}

/// <summary>What a fault made of a link.</summary>
/// <param name="During">The state in which it was at the end of the fault, or why it failed again and again.</param>
/// <param name="Losses">How often <c>disconnected</c> was told on account of it.</param>
/// <param name="Recovery">How many seconds after the fault the vehicle was live again.</param>
internal sealed record FaultOutcome(string During, int Losses, double Recovery);

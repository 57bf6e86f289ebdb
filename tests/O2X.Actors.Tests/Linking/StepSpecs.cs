using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Tests.Linking;

/// <summary>
/// Every step of a transport has its own time and its own end: whichever hangs, throws or answers late holds nobody up for long, and
/// leaves nothing behind.
/// </summary>
public sealed class StepSpecs
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var step in new[] { "start scan", "stop scan", "connect", "open", "close" })
            {
                foreach (var fault in new[] { "throws", "hangs", "hangs and ignores its cancellation" }) cases.Add(step, fault);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_over_in_its_time_and_the_engine_lets_go(string step, string fault)
    {
        var profile = new BrokenProfile();
        var bench = new EngineBench(new EngineOptions { Profiles = [profile], Seed = 1 });
        Break(StepOf(bench, profile, step), fault);
        await GoThroughAsync(bench);
        bench.Pass(20);

        var reply = bench.Engine.UnsubscribeAsync();
        bench.Pass(5);

        Assert.Equal(UnsubscribeReply.Unsubscribed, await reply.WaitAsync(_patience));
        Assert.Equal((LinkState.Idle, 0, 0), (bench.State, bench.Clock.ArmedTimers, bench.Engine.Counters.Crashes));
        Recover(bench, profile);
        bench.AssertNothingIsOpen();
        Assert.Equal(1, bench.Transport.Observers);
        await bench.DisposeAsync();
        Assert.Equal(0, bench.Transport.Observers);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_over_in_its_time_and_the_engine_comes_back(string step, string fault)
    {
        var profile = new BrokenProfile();
        await using var bench = new EngineBench(new EngineOptions { Profiles = [profile], Seed = 1 });
        var behaviour = StepOf(bench, profile, step);
        Break(behaviour, fault);
        await GoThroughAsync(bench);
        bench.Pass(20);
        var late = behaviour.Release;
        behaviour.Succeed();

        for (var seconds = 0; seconds < 30 && bench.State != LinkState.Ready; seconds++)
        {
            bench.Pass(1);
            if (bench.State == LinkState.Scanning && bench.Transport.OpenScans > 0) bench.SightAndBecomeReady();
        }

        Assert.Equal(LinkState.Ready, bench.State);
        bench.Clock.Executor.Run(() => late.TrySetResult());
        Assert.Equal((LinkState.Ready, 0, 1), (bench.State, bench.Transport.OpenScans, bench.Transport.OpenLinks));
        Assert.Equal(0, bench.Engine.Counters.Crashes);
        await bench.Engine.UnsubscribeAsync();
        bench.AssertNothingIsOpen();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Leaves_nothing_behind_when_the_engine_is_disposed_of_meanwhile(string step, string fault)
    {
        var profile = new BrokenProfile();
        var bench = new EngineBench(new EngineOptions { Profiles = [profile], Seed = 1 });
        Break(StepOf(bench, profile, step), fault);
        await GoThroughAsync(bench);

        var disposal = bench.Engine.DisposeAsync().AsTask();
        bench.Pass(5);
        await disposal.WaitAsync(_patience);
        Recover(bench, profile);

        bench.AssertNothingIsOpen();
        Assert.Equal(0, bench.Transport.Observers);
        await bench.DisposeAsync();
    }

    private static StepBehaviour StepOf(EngineBench bench, BrokenProfile profile, string step) => step switch
    {
        "start scan" => bench.Transport.StartScan,
        "stop scan" => bench.Transport.StopScan,
        "connect" => bench.Transport.Connect,
        "open" => profile.Open,
        _ => bench.Transport.Close,
    };

    private static void Break(StepBehaviour step, string fault)
    {
        if (fault == "throws") step.Throws = new InvalidOperationException("broken");
        else (step.Hangs, step.IgnoresCancellation) = (true, fault != "hangs");
    }

    /// <summary>Has the engine come as far as the fault lets it: to a link that is lost again.</summary>
    private static async Task GoThroughAsync(EngineBench bench)
    {
        await bench.SubscribeAsync();
        bench.Transport.Sight();
        bench.Pass(5);
        if (bench.Transport.Links.Count == 0) return;
        bench.Transport.Link.Everything();
        bench.Transport.Link.SayVin(AmiBus.Vin);
        bench.Transport.Link.End(new LinkFault(LinkLossReason.LinkLoss));
    }

    private static void Recover(EngineBench bench, BrokenProfile profile)
    {
        bench.Clock.Executor.Run(profile.Open.Recover);
        bench.Transport.Recover();
    }
}

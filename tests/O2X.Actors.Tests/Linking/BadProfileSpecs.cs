using Akka.Actor;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.TestKit;

namespace O2X.Actors.Tests.Linking;

/// <summary>Profiles that break their word: refused where they cannot say what they are, and the end of one attempt after that.</summary>
public sealed class BadProfileSpecs
{
    public static TheoryData<string> Facts => [nameof(ILinkProfile.Name), nameof(ILinkProfile.Payload), nameof(ILinkProfile.ServiceUuids), nameof(ILinkProfile.HearsVin)];

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Are_refused_at_the_start_when_they_cannot_say_what_they_are(string fact)
    {
        var system = ActorSystem.Create("refusing", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        var transport = new ScriptedTransport(new Links.Time.VirtualClock(EngineBench.Start));

        var refusal = Assert.Throws<ArgumentException>(
            () => O2XEngine.Start(system, transport, new EngineOptions { Profiles = [new AmiCanProfile(), new BrokenProfile { Throws = fact }] }));

        Assert.Contains($"{nameof(BrokenProfile)} cannot be used", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"no {fact}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, transport.Observers);
        await system.Terminate();
    }

    [Fact]
    public void Are_refused_at_the_start_when_they_are_null_or_without_a_name()
    {
        Assert.Throws<ArgumentException>(() => new EngineBench(new EngineOptions { Profiles = [null!] }));
        Assert.Throws<ArgumentException>(() => new EngineBench(new EngineOptions { Profiles = [new BrokenProfile { Name = " " }] }));
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Cost_nothing_when_they_cannot_say_any_more_what_they_are(string fact)
    {
        var profile = new BrokenProfile();
        await using var bench = BenchWith(profile);
        profile.Throws = fact;

        await bench.BecomeReadyAsync();

        Assert.Equal((LinkState.Ready, 0), (bench.State, bench.Engine.Counters.Crashes));
        Assert.Equal("broken", bench.Engine.Remembered!.Profile);
    }

    [Fact]
    public async Task End_the_scan_when_they_throw_on_a_sighting()
    {
        var profile = new BrokenProfile { Throws = nameof(ILinkProfile.Judge) };
        await using var bench = BenchWith(profile);
        await bench.SubscribeAsync();

        bench.Transport.Sight();

        Assert.Equal((LinkState.Backoff, 0, 0), (bench.State, bench.Transport.OpenScans, bench.Engine.Counters.Crashes));
        Assert.StartsWith("The profile broken failed: ", bench.Link.Last.Fault!.Detail, StringComparison.Ordinal);
        profile.Throws = null;
        bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
        bench.SightAndBecomeReady();
        Assert.Equal(LinkState.Ready, bench.State);
    }

    [Fact]
    public async Task End_the_attempt_when_they_throw_on_a_link() => await EndsTheAttemptAsync(profile => profile.Throws = nameof(ILinkProfile.OpenAsync));

    [Fact]
    public async Task End_the_attempt_when_they_give_nothing() => await EndsTheAttemptAsync(profile => profile.GivesNothing = true);

    [Fact]
    public async Task End_the_attempt_when_they_hang_and_ignore_that_they_are_cancelled()
    {
        var profile = new BrokenProfile();
        profile.Open.Hangs = profile.Open.IgnoresCancellation = true;
        await using var bench = BenchWith(profile);
        await bench.SubscribeAsync();
        bench.Transport.Sight();

        bench.Pass(10);

        Assert.Equal((LinkState.Backoff, LinkLossReason.ConnectTimeout), (bench.State, bench.Link.Last.Fault!.Reason));
        Assert.Equal(0, bench.Transport.OpenLinks);
        await bench.Engine.UnsubscribeAsync();
        bench.Clock.Executor.Run(() => profile.Open.Release.SetResult());
        bench.AssertNothingIsOpen();
        Assert.Equal(LinkState.Idle, bench.State);
    }

    private static async Task EndsTheAttemptAsync(Action<BrokenProfile> breaks)
    {
        var profile = new BrokenProfile();
        breaks(profile);
        await using var bench = BenchWith(profile);
        await bench.SubscribeAsync();

        bench.Transport.Sight();

        Assert.Equal([LinkState.Verifying, LinkState.Closing, LinkState.Backoff], bench.States.TakeLast(3));
        Assert.Equal((0, 0), (bench.Transport.OpenLinks, bench.Engine.Counters.Crashes));
        Assert.NotNull(bench.Link.Last.Fault!.Detail);
    }

    private static EngineBench BenchWith(BrokenProfile profile) => new(new EngineOptions { Profiles = [profile], Seed = 1 });
}

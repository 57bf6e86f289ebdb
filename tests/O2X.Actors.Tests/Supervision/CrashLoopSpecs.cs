using Microsoft.Extensions.Logging;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Supervision;

/// <summary>What keeps crashing is not started again at once for ever: the third crash of a part within a minute makes it wait.</summary>
public sealed class CrashLoopSpecs
{
    [Fact]
    public async Task Decoder_ends_the_link_at_its_third_crash_within_a_minute()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        Crash(bench, "link/decoder", 2);
        Assert.Equal(LinkState.Ready, bench.State);

        bench.Crash("link/decoder");

        Assert.Equal([LinkState.Ready, LinkState.Stale, LinkState.Backoff], bench.States.TakeLast(3));
        Assert.Equal("The engine's decoder keeps crashing.", Assert.Single(bench.Events.Items).Fault!.Detail);
        Assert.Equal((0, 3), (bench.Transport.OpenLinks, bench.Engine.Counters.Crashes));
        AssertWaitsLong(bench);
        bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
        bench.SightAndBecomeReady();
        Assert.Equal((LinkState.Ready, 45), (bench.State, bench.Information.Last.StateOfCharge));
    }

    [Theory]
    [InlineData(2, Quality.Live)]
    [InlineData(3, Quality.Unknown)]
    public async Task Decoder_forgets_what_it_may_break_on_when_it_ends_the_link(int crashes, Quality quality)
    {
        await using var bench = new EngineBench(new EngineOptions { InformationInterval = TimeSpan.Zero, Seed = 1 });
        await bench.BecomeReadyAsync();
        Crash(bench, "link/decoder", crashes);
        if (bench.State == LinkState.Backoff)
        {
            bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
            bench.Transport.Sight();
        }

        bench.Transport.Link.Dash();
        bench.Transport.Link.SayVin(AmiBus.Vin);

        Assert.Equal((LinkState.Ready, quality), (bench.State, bench.Information.Last.QualityOf(Signal.StateOfCharge)));
    }

    [Fact]
    public async Task Decoder_keeps_the_link_when_its_crashes_lie_further_apart()
    {
        await using var bench = new EngineBench();
        var link = await bench.BecomeReadyAsync();

        for (var i = 0; i < 10; i++)
        {
            bench.Crash("link/decoder");
            for (var seconds = 0; seconds < 30; seconds += 3)
            {
                bench.Pass(3);
                link.Battery();
            }
        }

        Assert.Equal((LinkState.Ready, 10), (bench.State, bench.Engine.Counters.Crashes));
        Assert.Empty(bench.Events.Items);
    }

    [Fact]
    public async Task Decoder_ends_an_attempt_too()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();

        Crash(bench, "link/decoder", 3);

        Assert.Equal([LinkState.Verifying, LinkState.Closing, LinkState.Backoff], bench.States.TakeLast(3));
        Assert.Empty(bench.Events.Items);
        AssertWaitsLong(bench);
    }

    [Fact]
    public async Task Decoder_costs_nothing_while_there_is_no_link()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();

        Crash(bench, "link/decoder", 3);

        Assert.Equal((LinkState.Scanning, 1), (bench.State, bench.Transport.OpenScans));
        bench.SightAndBecomeReady();
        Assert.Equal(LinkState.Ready, bench.State);
    }

    [Fact]
    public async Task Scanner_waits_longer_after_its_third_crash_within_a_minute()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        bench.Transport.Link.End(new LinkFault(LinkLossReason.LinkLoss));

        for (var i = 0; i < 2; i++)
        {
            bench.Crash("link/scanner");
            Assert.InRange(bench.Link.Last.NextAttemptIn!.Value.TotalSeconds, 0.25, 2);
            bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
        }

        bench.Crash("link/scanner");

        AssertWaitsLong(bench);
        Assert.Equal("The engine's scanner keeps crashing.", bench.Link.Last.Fault!.Detail);
        bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
        bench.SightAndBecomeReady();
        Assert.Equal(LinkState.Ready, bench.State);
    }

    [Fact]
    public async Task Link_waits_longer_after_its_third_crash_within_a_minute()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        Crash(bench, "link", 2);
        Assert.InRange(bench.Link.Last.NextAttemptIn!.Value.TotalSeconds, 0.25, 2);

        bench.Crash("link");

        AssertWaitsLong(bench);
        Assert.Equal((1, 3), (bench.Events.Items.Count, bench.Engine.Counters.Crashes));
        bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
        bench.SightAndBecomeReady();
        Assert.Equal(LinkState.Ready, bench.State);
    }

    [Fact]
    public async Task Link_that_waits_long_is_let_go_at_once()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        Crash(bench, "link", 3);

        Assert.Equal(UnsubscribeReply.Unsubscribed, await bench.Engine.UnsubscribeAsync());
        bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task Scanner_begins_nothing_that_it_was_told_before_its_crash()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.StopScan.Hangs = true;
        bench.Transport.Become(new TransportState(Availability.Off));
        bench.Transport.Become(TransportState.On);
        Assert.Equal((LinkState.Scanning, 1), (bench.State, bench.Transport.ScansStarted));

        bench.Crash("link/scanner");
        bench.Transport.Recover();

        Assert.Equal((LinkState.Backoff, 0), (bench.State, bench.Transport.OpenScans));
        bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
        Assert.Equal((LinkState.Scanning, 1), (bench.State, bench.Transport.OpenScans));
    }

    [Fact]
    public async Task Goes_on_when_the_users_logger_throws()
    {
        await using var bench = new EngineBench(logger: new BrokenLogger());

        await bench.BecomeReadyAsync();

        Assert.Equal((LinkState.Ready, 0), (bench.State, bench.Engine.Counters.Crashes));
    }

    private static void Crash(EngineBench bench, string path, int times)
    {
        for (var i = 0; i < times; i++) bench.Crash(path);
    }

    private static void AssertWaitsLong(EngineBench bench)
    {
        Assert.Equal(LinkState.Backoff, bench.State);
        Assert.InRange(bench.Link.Last.NextAttemptIn!.Value.TotalSeconds, 45, 75);
    }

    private sealed class BrokenLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new InvalidOperationException("scope");

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("log");
    }
}

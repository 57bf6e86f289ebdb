using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Supervision;

/// <summary>What a crash of an actor costs: never the subscription, never an answer, and nothing stays open.</summary>
public sealed class CrashSpecs
{
    [Fact]
    public async Task Decoder_keeps_the_link()
    {
        await using var bench = new EngineBench(new EngineOptions { InformationInterval = TimeSpan.Zero, Seed = 1 });
        var link = await bench.BecomeReadyAsync();

        bench.Crash("link/decoder");
        link.Battery(soc: 77);

        Assert.Equal(77, bench.Information.Last.StateOfCharge);
        Assert.Equal(LinkState.Ready, bench.State);
        bench.Pass(5);
        Assert.Equal(LinkState.Scanning, bench.State);
        Assert.Equal(Quality.Stale, bench.Information.Last.QualityOf(Signal.StateOfCharge));
    }

    [Fact]
    public async Task Decoder_still_empties_a_log_that_has_ended()
    {
        var scheduler = new HeldScheduler();
        await using var bench = LosslessBench(scheduler);
        await FillAsync(bench);
        bench.Transport.Link.End(new LinkFault(LinkLossReason.EndOfSource));
        Assert.Equal(LinkState.Closing, bench.State);

        bench.Crash("link/decoder");
        for (var i = 0; i < 100; i++) bench.Clock.Executor.Run(scheduler.RunAll);

        Assert.Equal(LinkState.Idle, bench.State);
        Assert.Equal(107, bench.Engine.Counters.Decoding.Packets);
        Assert.Equal(99, bench.Information.Items.Last(told => told.QualityOf(Signal.StateOfCharge) == Quality.Live).StateOfCharge);
    }

    [Fact]
    public async Task Scanner_backs_off_and_scans_on()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();

        bench.Crash("link/scanner");

        Assert.Equal((LinkState.Backoff, 0), (bench.State, bench.Transport.OpenScans));
        bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
        Assert.Equal((LinkState.Scanning, 1), (bench.State, bench.Transport.OpenScans));
        bench.SightAndBecomeReady();
        Assert.Equal(LinkState.Ready, bench.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Link_resumes_its_subscription(bool ready)
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        if (ready) bench.SightAndBecomeReady();

        bench.Crash("link");

        Assert.Equal((LinkState.Backoff, AmiBus.Vin), (bench.State, bench.Engine.SubscribedVin));
        Assert.Equal((0, 0), (bench.Transport.OpenScans, bench.Transport.OpenLinks));
        Assert.Equal(ready ? 1 : 0, bench.Events.Items.Count);
        bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
        bench.SightAndBecomeReady();
        Assert.Equal(LinkState.Ready, bench.State);
    }

    [Fact]
    public async Task Link_makes_its_values_stale()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        bench.Crash("link");

        Assert.Equal(Quality.Stale, bench.Information.Last.QualityOf(Signal.StateOfCharge));
    }

    [Fact]
    public async Task Link_answers_who_waits_for_the_end()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        bench.Transport.Close.Hangs = true;
        var reply = bench.Engine.UnsubscribeAsync();
        Assert.Equal(LinkState.Closing, bench.State);

        bench.Crash("link");

        Assert.Equal(UnsubscribeReply.Unsubscribed, await reply.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(LinkState.Idle, bench.State);
        Assert.Null(bench.Engine.SubscribedVin);
    }

    [Fact]
    public async Task Link_hears_what_it_is_told_before_it_has_resumed()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        Task<UnsubscribeReply>? reply = null;
        bench.Clock.Executor.Run(() =>
        {
            bench.Crash("link");
            reply = bench.Engine.UnsubscribeAsync();
        });

        Assert.Equal(UnsubscribeReply.Unsubscribed, await reply!);
        Assert.Equal(LinkState.Idle, bench.State);
        bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task Link_closes_a_scan_that_starts_after_it()
    {
        await using var bench = new EngineBench();
        bench.Transport.StartScan.Hangs = true;
        bench.Transport.StartScan.IgnoresCancellation = true;
        await bench.SubscribeAsync();
        bench.Crash("link");

        bench.Transport.Recover();

        Assert.Equal((LinkState.Backoff, 0), (bench.State, bench.Transport.OpenScans));
    }

    [Fact]
    public async Task Unsubscribing_cuts_short_what_a_log_still_holds()
    {
        await using var bench = LosslessBench(new HeldScheduler());
        await FillAsync(bench);
        bench.Transport.Link.End(new LinkFault(LinkLossReason.EndOfSource));
        Assert.Equal(LinkState.Closing, bench.State);

        // No observer takes anything, and on the clock of a log that has ended no time passes.
        var reply = bench.Engine.UnsubscribeAsync();

        Assert.Equal(UnsubscribeReply.Unsubscribed, await reply.WaitAsync(TimeSpan.FromSeconds(30)));
        bench.AssertNothingIsOpen();
    }

    private static EngineBench LosslessBench(HeldScheduler scheduler) => new(
        new EngineOptions { Delivery = scheduler, InformationInterval = TimeSpan.Zero, QueueLimit = 64, Seed = 1 },
        TransportKind.Log,
        isLossless: true);

    private static async Task FillAsync(EngineBench bench)
    {
        var link = await bench.BecomeReadyAsync();
        for (var i = 0; i < 100; i++) link.Battery(soc: i);
        Assert.Equal(LinkState.Ready, bench.State);
    }
}

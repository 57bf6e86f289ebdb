using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using O2X.Links;
using O2X.TestKit;
using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>How and when callbacks are called (decisions.md D30), and the same as observables.</summary>
public sealed class CallbackSpecs
{
    [Fact]
    public async Task A_callback_and_the_task_are_told_the_same()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsMessage? told = null;
        var answer = await bench.Facade.Get("pims.sdk.version", callback: message => told = message);
        Assert.Same(answer, told);
    }

    [Fact]
    public async Task D30_A_callback_that_throws_ends_its_own_subscription_only_and_is_logged()
    {
        await using var bench = await PimsBench.InitializedAsync();
        var told = 0;
        await bench.Facade.Subscribe(PimsBench.Informations, PimsParameters.Parse(PimsBench.New), message =>
        {
            told++;
            if (message.Status == PimsStatus.Result) throw new InvalidOperationException("the user's bug");
        });
        await bench.SubscribeToEventsAsync();
        bench.Engine.SightAndBecomeReady();

        Assert.Equal(2, told);
        Assert.Equal(LinkState.Idle, bench.Engine.State);
        Assert.Equal("stopped", await bench.ServiceAsync());
        Assert.Contains(bench.Logger.Lines, line => line.Event.Name == "PimsCallbackFailed");
        PimsAssert.Succeeds(await bench.SubscribeAsync());
        bench.Engine.SightAndBecomeReady();
        bench.Engine.Pass(20);
        Assert.Equal(2, bench.Events.Count);
    }

    [Fact]
    public async Task D30_A_callback_that_throws_at_SUCCEEDED_ends_it_too()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.Facade.Subscribe(
            PimsBench.Informations, PimsParameters.Parse(PimsBench.New), _ => throw new InvalidOperationException("the user's bug")));
        PimsAssert.Succeeds(await bench.SubscribeAsync());
    }

    [Fact]
    public async Task A_callback_of_a_get_that_throws_is_logged_and_the_answer_stands()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.Facade.Get("pims.sdk.version", callback: _ => throw new InvalidOperationException("the user's bug")));
        Assert.Contains(bench.Logger.Lines, line => line.Event.Name == "PimsCallbackFailed");
    }

    [Fact]
    public async Task A_callback_may_call_the_facade()
    {
        await using var bench = await PimsBench.InitializedAsync();
        Task<PimsMessage>? unsubscribed = null;
        await bench.Facade.Subscribe(PimsBench.Informations, PimsParameters.Parse(PimsBench.New), message =>
        {
            if (message.Status == PimsStatus.Result) unsubscribed ??= bench.Facade.Unsubscribe(PimsBench.Informations);
        });
        bench.Engine.SightAndBecomeReady();
        PimsAssert.Succeeds(await unsubscribed!);
    }

    [Fact]
    public async Task Calls_are_carried_out_in_their_order()
    {
        await using var bench = await PimsBench.InitializedAsync();
        var calls = new[]
        {
            bench.SubscribeAsync(), bench.SubscribeAsync(), bench.Facade.Unsubscribe(PimsBench.Informations),
            bench.Facade.Unsubscribe(PimsBench.Informations), bench.SubscribeAsync(), bench.Facade.Release(), bench.SubscribeAsync(),
        };
        var answers = await Task.WhenAll(calls);
        Assert.Equal([null, 2005, null, 2365, null, null, 2001], answers.Select(answer => answer.Error?.Code));
    }

    [Fact]
    public async Task An_observable_subscribes_with_each_observer_and_unsubscribes_with_its_end()
    {
        await using var bench = await PimsBench.InitializedAsync();
        var observable = bench.Facade.Observe(PimsBench.Informations, PimsParameters.Parse(PimsBench.New));
        var first = new Recorder<PimsMessage>(observable);
        await bench.GetAsync("pims.sdk.version");
        using var second = new Recorder<PimsMessage>(observable);
        await bench.GetAsync("pims.sdk.version");
        bench.Engine.SightAndBecomeReady();

        Assert.Equal([PimsStatus.Succeeded, PimsStatus.Result], first.Items.Take(2).Select(message => message.Status));
        PimsAssert.Fails(Assert.Single(second.Items), 2005);
        Assert.Equal((false, true), (first.IsCompleted, second.IsCompleted));
        second.Dispose();
        await bench.GetAsync("pims.sdk.version");
        Assert.Equal(LinkState.Ready, bench.Engine.State);

        first.Dispose();
        await LinkIsIdleAsync(bench);
        Assert.Equal(LinkState.Idle, bench.Engine.State);
    }

    [Fact]
    public async Task An_observable_completes_after_2201()
    {
        await using var bench = await PimsBench.InitializedAsync();
        using var recorder = new Recorder<PimsMessage>(bench.Facade.Observe(PimsBench.Informations, PimsParameters.Parse(PimsBench.New)));
        await bench.GetAsync("pims.sdk.version");
        bench.Engine.Pass(60);
        PimsAssert.TellsError(recorder.Last, 2201);
        Assert.True(recorder.IsCompleted);
    }

    [Fact]
    public async Task An_engine_that_is_gone_ends_subscriptions_and_answers_2000()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.Engine.Engine.DisposeAsync();
        PimsAssert.Fails(await bench.SetAsync("pims.vehicle.cleardata"), 2000);
        PimsAssert.Fails(await bench.SubscribeAsync(), 2000);
    }

    // Disposing an observer cannot be waited for; the link's own stream can.
    private static Task<LinkReport> LinkIsIdleAsync(PimsBench bench) =>
        bench.Engine.Engine.Link.FirstAsync(report => report.State == LinkState.Idle).ToTask();
}

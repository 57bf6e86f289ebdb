using System.Diagnostics;
using O2X.Actors.Diagnostics;
using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Tests.Diagnostics;

/// <summary>One trace for each attempt at a link, from its beginning to what came of it.</summary>
public sealed class LinkActivitySpecs
{
    [Fact]
    public async Task Tells_of_an_attempt_that_succeeded()
    {
        using var traces = new Traces();
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();
        bench.Transport.Link.Everything();

        bench.Pass(2);
        bench.Transport.Link.SayVin(AmiBus.Vin);

        var trace = Assert.Single(traces.Stopped);
        Assert.Equal(("o2x.connect", ActivityKind.Client, ActivityStatusCode.Ok), (trace.OperationName, trace.Kind, trace.Status));
        Assert.Equal((EngineBench.Start.UtcDateTime, TimeSpan.FromSeconds(2)), (trace.StartTimeUtc, trace.Duration));
        Assert.Equal(
            ["o2x.epoch: 2", "o2x.outcome: ready", "o2x.profile: ami-can", "o2x.transport.kind: Bus", "o2x.transport: scripted", $"o2x.vin: {AmiBus.Vin}"],
            trace.TagObjects.Select(tag => $"{tag.Key}: {tag.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tells_why_an_attempt_failed()
    {
        using var traces = new Traces();
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Connect.Fail(LinkLossReason.OutOfSlots, $"no room for {AmiBus.Vin.Full}");

        bench.Transport.Sight();

        var trace = Assert.Single(traces.Stopped);
        Assert.Equal((ActivityStatusCode.Error, $"no room for {AmiBus.Vin}"), (trace.Status, trace.StatusDescription));
        Assert.Equal(("failed", "OutOfSlots"), Outcome(trace));
    }

    [Fact]
    public async Task Ends_when_the_attempt_is_given_up_and_not_when_it_has_been_closed()
    {
        using var traces = new Traces();
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Connect.Hangs = bench.Transport.Connect.IgnoresCancellation = true;
        bench.Transport.Sight();

        bench.Pass(15);

        var trace = Assert.Single(traces.Stopped);
        Assert.Equal((("failed", "ConnectTimeout"), TimeSpan.FromSeconds(10)), (Outcome(trace), trace.Duration));
        bench.Transport.Recover();
    }

    [Fact]
    public async Task Tells_of_another_vehicle()
    {
        using var traces = new Traces();
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();

        bench.Transport.Link.SayVin(AmiBus.OtherVin);

        Assert.Equal(("wrong-vehicle", "WrongVehicle"), Outcome(Assert.Single(traces.Stopped)));
    }

    [Theory]
    [InlineData("unsubscribe", "cancelled", "LocalRequest", ActivityStatusCode.Unset)]
    [InlineData("dispose", "cancelled", "Shutdown", ActivityStatusCode.Unset)]
    [InlineData("off", "failed", "AdapterOff", ActivityStatusCode.Error)]
    [InlineData("crash", "failed", "Unknown", ActivityStatusCode.Error)]
    public async Task Tells_what_cut_an_attempt_short(string what, string outcome, string reason, ActivityStatusCode status)
    {
        using var traces = new Traces();
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.Sight();

        if (what == "unsubscribe") await bench.Engine.UnsubscribeAsync();
        else if (what == "dispose") await bench.Engine.DisposeAsync();
        else if (what == "off") bench.Transport.Become(new TransportState(Availability.Off));
        else bench.Crash("link");

        var trace = Assert.Single(traces.Stopped);
        Assert.Equal(((outcome, reason), status), (Outcome(trace), trace.Status));
    }

    [Fact]
    public async Task Stands_beside_whatever_the_caller_traces()
    {
        using var traces = new Traces();
        await using var bench = new EngineBench();
        using var ambient = new Activity("caller").Start();

        await bench.BecomeReadyAsync();

        Assert.Null(Assert.Single(traces.Stopped).ParentId);
        Assert.Same(ambient, Activity.Current);
    }

    [Fact]
    public async Task Costs_the_engine_nothing_when_a_listener_throws()
    {
        using var traces = new Traces { Throws = true };
        await using var bench = new EngineBench();

        await bench.BecomeReadyAsync();

        Assert.Equal((LinkState.Ready, 0), (bench.State, bench.Engine.Counters.Crashes));
    }

    [Fact]
    public void Is_not_made_when_nobody_listens()
    {
        var info = new TransportInfo("scripted", TransportKind.Bus);
        LinkActivity? made = null;
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++) made ??= LinkActivity.Start(info, TimeProvider.System, "ami-can", i, AmiBus.Vin);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Null(made);
    }

    private static (string?, string?) Outcome(Activity trace) => (trace.GetTagItem("o2x.outcome") as string, trace.GetTagItem("o2x.reason") as string);

    /// <summary>Listens to what the test itself sets off, and not to other tests.</summary>
    private sealed class Traces : IDisposable
    {
        private static readonly AsyncLocal<Traces?> _current = new();

        private readonly ActivityListener _listener;

        public Traces()
        {
            _current.Value = this;
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == O2XActivities.SourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                    _current.Value == this ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
                ActivityStarted = _ => ThrowIfAsked(),
                ActivityStopped = activity =>
                {
                    Stopped.Add(activity);
                    ThrowIfAsked();
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public List<Activity> Stopped { get; } = [];

        public bool Throws { get; init; }

        public void Dispose() => _listener.Dispose();

        private void ThrowIfAsked()
        {
            if (Throws) throw new InvalidOperationException("listener");
        }
    }
}

using O2X.Actors.Storage;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Linking;

/// <summary>Sources, disks and schedulers that break their word: they cost what they give, and nothing else.</summary>
public sealed class BadSourceSpecs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Outlives_a_source_that_throws_or_gives_nothing(bool throws)
    {
        await using var bench = new EngineBench(wrap: inner => new BrokenTransport(inner, throws));

        await bench.SubscribeAsync();
        Assert.Equal(LinkState.WaitingForAdapter, bench.State);

        Assert.Equal(UnsubscribeReply.Unsubscribed, await bench.Engine.UnsubscribeAsync());
        bench.AssertNothingIsOpen();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Backs_off_from_a_source_whose_steps_throw_or_give_nothing(bool throws)
    {
        await using var bench = new EngineBench(wrap: inner => new BrokenTransport(inner, throws) { TellsItsState = true });

        await bench.SubscribeAsync();

        Assert.Equal(LinkState.Backoff, bench.State);
        bench.Pass(60);
        Assert.Equal((LinkState.Idle, LinkLossReason.ScanTimeout), (bench.State, bench.Link.Last.Fault!.Reason));
    }

    [Fact]
    public async Task Outlives_ends_without_a_reason_and_sightings_of_nothing()
    {
        await using var bench = new EngineBench();
        await bench.SubscribeAsync();
        bench.Transport.EndScan(null!);
        Assert.Equal((LinkState.Backoff, "The source does not say why."), (bench.State, bench.Link.Last.Fault!.Detail));
        bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);

        bench.Transport.Sight(null!);
        Assert.Equal((LinkState.Backoff, 0), (bench.State, bench.Transport.OpenScans));
        bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);

        bench.SightAndBecomeReady().End(null!);
        Assert.Equal(LinkLossReason.Unknown, Assert.Single(bench.Events.Items).Fault!.Reason);
        Assert.Equal((LinkState.Scanning, 0), (bench.State, bench.Engine.Counters.Crashes));
    }

    [Fact]
    public async Task Asks_a_source_only_once_what_it_is()
    {
        ForgetfulTransport source = null!;
        await using var bench = new EngineBench(wrap: inner => source = new ForgetfulTransport(inner));
        source.HasForgotten = true;

        await bench.BecomeReadyAsync();

        Assert.Equal((LinkState.Ready, "scripted", 0), (bench.State, bench.Engine.Source.Name, bench.Engine.Counters.Crashes));
    }

    [Fact]
    public async Task Answers_although_what_a_step_registered_for_its_cancellation_throws()
    {
        await using var bench = new EngineBench(wrap: inner => new BrokenTransport(inner, throws: false) { TellsItsState = true, ThrowsWhenCancelled = true });
        await bench.SubscribeAsync();

        Assert.Equal(UnsubscribeReply.Unsubscribed, await bench.Engine.UnsubscribeAsync());
        Assert.Equal(LinkState.Idle, bench.State);
        Assert.Equal(0, bench.Engine.Counters.Crashes);
    }

    [Theory]
    [InlineData(LinkState.Scanning)]
    [InlineData(LinkState.Connecting)]
    public async Task Closes_what_a_step_opens_after_the_engine_is_gone(LinkState state)
    {
        var bench = new EngineBench();
        var step = state == LinkState.Scanning ? bench.Transport.StartScan : bench.Transport.Connect;
        (step.Hangs, step.IgnoresCancellation) = (true, true);
        await bench.SubscribeAsync();
        bench.Transport.Sight();
        Assert.Equal(state, bench.State);

        var disposal = bench.Engine.DisposeAsync();
        bench.Pass(5);
        await disposal;
        bench.Transport.Recover();

        bench.AssertNothingIsOpen();
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task Refuses_when_the_disk_does_not_answer_in_time()
    {
        await using var bench = new EngineBench(new EngineOptions { Store = new QueuedDisk(), CloseTimeout = TimeSpan.FromMilliseconds(1), Seed = 1 });
        var reply = bench.SubscribeAsync();
        Assert.False(reply.IsCompleted);

        bench.Pass(10);

        Assert.Equal(SubscribeOutcome.StoreFailed, (await reply).Outcome);
        Assert.Equal(LinkState.Idle, bench.State);
    }

    [Fact]
    public async Task Is_disposed_of_although_the_disk_never_answers()
    {
        await using var bench = new EngineBench(new EngineOptions { Store = new QueuedDisk(), CloseTimeout = TimeSpan.FromMilliseconds(1), Seed = 1 });
        var reply = bench.SubscribeAsync();

        await bench.Engine.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(SubscribeOutcome.StoreFailed, (await reply).Outcome);
        Assert.True(bench.Link.IsCompleted);
    }

    [Fact]
    public async Task Begins_only_when_its_own_vehicle_is_durable_and_not_that_of_a_subscription_before()
    {
        var disk = new QueuedDisk();
        await using var bench = new EngineBench(new EngineOptions { Store = disk, CloseTimeout = TimeSpan.FromMilliseconds(1), Seed = 1 });
        var first = bench.SubscribeAsync();
        bench.Pass(10);
        await first;
        var second = bench.SubscribeAsync();

        bench.Clock.Executor.Run(disk.Saves[0].SetResult);
        Assert.Equal((false, 0), (second.IsCompleted, bench.Transport.ScansStarted));
        bench.Clock.Executor.Run(disk.Saves[1].SetResult);

        Assert.True((await second).IsAccepted);
        disk.Finish();
    }

    [Fact]
    public async Task Goes_on_when_the_users_scheduler_throws()
    {
        var scheduler = new HeldScheduler();
        await using var bench = new EngineBench(new EngineOptions { Delivery = scheduler, Seed = 1 });
        scheduler.RunAll();
        scheduler.IsBroken = true;

        await bench.BecomeReadyAsync();

        Assert.Equal((LinkState.Ready, 45), (bench.State, bench.Engine.LastInformation!.Data.BatterySoc.Value));
    }

    [Fact]
    public async Task Ends_at_once_when_the_actor_system_went_down_first()
    {
        var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        await bench.System.Terminate();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => bench.Engine.UnsubscribeAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        await bench.Engine.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(bench.Information.IsCompleted);
        bench.AssertNothingIsOpen();
    }

    [Fact]
    public async Task D25_does_not_bring_back_what_was_cleared()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        await bench.Engine.ClearDataAsync();
        bench.Pass(30);

        Assert.Equal(LinkState.Scanning, bench.State);
        Assert.Null(bench.Engine.LastInformation);
        bench.SightAndBecomeReady();
        Assert.Equal(45, bench.Engine.LastInformation!.Data.BatterySoc.Value);
    }

    private sealed class BrokenTransport(ScriptedTransport inner, bool throws) : ILinkTransport, IObservable<TransportState>, IDisposable
    {
        public bool TellsItsState { get; init; }

        public bool ThrowsWhenCancelled { get; init; }

        public TransportInfo Info => inner.Info;

        public TimeProvider Clock => inner.Clock;

        public IObservable<TransportState> State => TellsItsState ? this : throws ? throw new InvalidOperationException("state") : null!;

        public IDisposable Subscribe(IObserver<TransportState> observer)
        {
            observer.OnNext(null!);
            observer.OnNext(TransportState.On);
            return this;
        }

        public void Dispose() => throw new InvalidOperationException("observer");

        public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
        {
            if (!ThrowsWhenCancelled) return throws ? throw new InvalidOperationException("scan") : Task.FromResult<IAsyncDisposable>(null!);
            cancellationToken.Register(() => throw new InvalidOperationException("cancelled"));
            return new TaskCompletionSource<IAsyncDisposable>().Task;
        }

        public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken) => null!;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class ForgetfulTransport(ScriptedTransport inner) : ILinkTransport
    {
        public bool HasForgotten { get; set; }

        public TransportInfo Info => HasForgotten ? throw new InvalidOperationException("info") : inner.Info;

        public TimeProvider Clock => HasForgotten ? throw new InvalidOperationException("clock") : inner.Clock;

        public IObservable<TransportState> State => inner.State;

        public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken) =>
            inner.StartScanAsync(filter, sink, cancellationToken);

        public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken) =>
            inner.ConnectAsync(sighting, sink, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class QueuedDisk : IVehicleStore, IOpenVehicleStore
    {
        private bool _isDone;

        public List<TaskCompletionSource> Saves { get; } = [];

        public StoredVehicle Content => StoredVehicle.Nothing;

        public StoredVehicle Read() => Content;

        public IOpenVehicleStore Open() => this;

        public void Dispose()
        {
        }

        public Task SaveAsync(StoredVehicle vehicle)
        {
            Saves.Add(new TaskCompletionSource());
            if (_isDone) Saves[^1].SetResult();
            return Saves[^1].Task;
        }

        public void Finish()
        {
            _isDone = true;
            foreach (var save in Saves) save.TrySetResult();
        }
    }
}

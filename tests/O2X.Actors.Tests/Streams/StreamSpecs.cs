using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using O2X.Actors.Streams;
using O2X.Links;
using O2X.Links.Time;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Streams;

/// <summary>Observers that are slow, throw, leave or come late, and the others that must not notice.</summary>
public sealed class StreamSpecs
{
    [Fact]
    public void Gives_a_slow_observer_the_newest_and_counts_what_it_missed()
    {
        var delivery = new HeldDelivery();
        var stream = Newest(delivery);
        var slow = new Recorder<int>(stream);

        for (var i = 1; i <= 100; i++) stream.Publish(i);
        stream.Flush();
        delivery.RunAll();

        Assert.Equal(Enumerable.Range(93, 8), slow.Items);
        Assert.Equal(92, stream.Skipped);
    }

    [Fact]
    public void Misses_nothing_that_is_published_while_it_subscribes()
    {
        var delivery = new HeldDelivery();
        var stream = Newest(delivery);
        var before = new Recorder<int>(stream);
        stream.Publish(1);
        var amid = new Recorder<int>(stream);

        stream.Keep(1);
        stream.Flush();
        delivery.RunAll();

        Assert.Equal([1], before.Items);
        Assert.Equal([1], amid.Items);
    }

    [Fact]
    public void Lets_an_observer_leave_come_and_tell_anew_from_within_its_own_call()
    {
        var delivery = new HeldDelivery();
        var stream = new QueueStream<int>("test", delivery, NullLogger.Instance, (s, o) => new BoundedSubscriber<int>(s, o, 10));
        var told = new List<int>();
        var inner = new List<int>();
        IDisposable? self = null;
        self = stream.Subscribe(value =>
        {
            told.Add(value);
            self!.Dispose();
            stream.Subscribe(inner.Add);
            stream.PublishShared(value + 1);
        });

        stream.PublishShared(1);
        delivery.RunAll();

        Assert.Equal([1], told);
        Assert.Equal([2], inner);
        Assert.Equal(1, stream.Count);
    }

    [Fact]
    public void Keeps_the_count_of_what_was_missed_by_one_who_left()
    {
        var delivery = new HeldDelivery();
        var stream = Newest(delivery);
        var slow = new Recorder<int>(stream);
        for (var i = 0; i < 10; i++) stream.Publish(i);

        slow.Dispose();

        Assert.Equal(2, stream.Skipped);
        Assert.Equal(0, stream.Count);
    }

    [Fact]
    public void Ends_an_observer_that_throws_alone()
    {
        var log = new RecordingLogger();
        var stream = new QueueStream<int>("test", new InlineDelivery(), log, (s, o) => new BoundedSubscriber<int>(s, o, 10));
        var before = new Recorder<int>(stream);
        var calls = 0;
        stream.Subscribe(_ =>
        {
            calls++;
            throw new InvalidOperationException("mine");
        });
        var after = new Recorder<int>(stream);

        stream.PublishShared(1);
        stream.PublishShared(2);

        Assert.Equal(1, calls);
        Assert.Equal([1, 2], before.Items);
        Assert.Equal([1, 2], after.Items);
        Assert.Equal(2, stream.Count);
        Assert.Equal("mine", Assert.Single(log.Exceptions).Message);
    }

    [Fact]
    public void Ends_an_observer_alone_that_falls_too_far_behind()
    {
        var delivery = new HeldDelivery();
        var stream = new QueueStream<int>("Status", delivery, NullLogger.Instance, (s, o) => new BoundedSubscriber<int>(s, o, 3));
        var slow = new Recorder<int>(stream);
        for (var i = 1; i <= 5; i++) stream.PublishShared(i);
        var later = new Recorder<int>(stream);

        delivery.RunAll();
        stream.PublishShared(6);
        delivery.RunAll();

        Assert.Equal([1, 2, 3], slow.Items);
        Assert.Equal(3, Assert.IsType<StreamOverflowException>(slow.Error).Limit);
        Assert.Equal([6], later.Items);
        Assert.Null(later.Error);
    }

    [Fact]
    public void Tells_how_much_room_the_slowest_observer_has()
    {
        var delivery = new HeldDelivery();
        var stream = new LosslessStream<int>("test", delivery, NullLogger.Instance, places: 64);
        var first = new Recorder<int>(stream);
        stream.Publish(1);
        var second = new Recorder<int>(stream);
        stream.Publish(2);

        Assert.Equal(62, stream.Room);
        first.Dispose();
        Assert.Equal(63, stream.Room);
        stream.Flush();
        delivery.RunAll();
        Assert.Equal(64, stream.Room);
        Assert.Equal([2], second.Items);
    }

    [Fact]
    public void Loses_nothing_between_two_threads_and_keeps_the_order()
    {
        const int Count = 500_000;
        var stream = new LosslessStream<int>("test", ThreadPoolDelivery.Instance, NullLogger.Instance, places: 256);
        using var done = new ManualResetEventSlim();
        var expected = 0;
        var wrong = 0;
        stream.Subscribe(value =>
        {
            if (value != expected) wrong++;
            if (++expected == Count) done.Set();
        });

        for (var i = 0; i < Count; i++) Tell(stream, i);

        Assert.True(done.Wait(TimeSpan.FromSeconds(60)));
        Assert.Equal((Count, 0), (expected, wrong));
    }

    [Fact]
    public void Tells_a_newcomer_what_was_kept_and_then_what_follows()
    {
        var delivery = new HeldDelivery();
        var stream = new LosslessStream<int>("test", delivery, NullLogger.Instance, places: 64);
        var first = new Recorder<int>(stream);
        stream.Publish(1);
        stream.Keep(1);
        stream.Publish(2);
        var newcomer = new Recorder<int>(stream);
        delivery.RunAll();
        Assert.Equal([1], newcomer.Items);

        stream.Keep(2);
        stream.Flush();
        stream.Publish(3);
        stream.Flush();
        delivery.RunAll();

        Assert.Equal([1, 2, 3], first.Items);
        Assert.Equal([1, 2, 3], newcomer.Items);
    }

    [Fact]
    public void Ends_whom_a_producer_that_does_not_ask_for_room_overruns_and_nobody_else()
    {
        var held = new HeldDelivery();
        var stream = new LosslessStream<int>("test", held, NullLogger.Instance, places: 64);
        var slow = new Recorder<int>(stream);
        for (var i = 0; i < 64; i++) stream.Publish(i);
        var late = new Recorder<int>(stream);
        stream.Publish(64);
        stream.Flush();
        held.RunAll();

        Assert.Empty(slow.Items);
        Assert.Equal(64, Assert.IsType<StreamOverflowException>(slow.Error).Limit);
        Assert.Equal([64], late.Items);
        Assert.Null(late.Error);
        Assert.Equal(64, stream.Room);
    }

    [Fact]
    public void Loses_nothing_when_many_observers_read_what_one_thread_tells()
    {
        const int Count = 20_000;
        const int Observers = 20;
        var stream = new LosslessStream<int>("test", ThreadPoolDelivery.Instance, NullLogger.Instance, places: 64);
        using var done = new CountdownEvent(Observers);
        var wrong = 0;
        for (var i = 0; i < Observers; i++)
        {
            var expected = 0;
            stream.Subscribe(value =>
            {
                if (value != expected) Interlocked.Increment(ref wrong);
                if (++expected == Count) done.Signal();
            });
        }

        for (var i = 0; i < Count; i++) Tell(stream, i);

        Assert.True(done.Wait(TimeSpan.FromSeconds(60)));
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Tells_nothing_wrong_to_those_who_leave_while_it_goes_on_without_them()
    {
        const int Count = 200_000;
        var stream = new LosslessStream<(long First, long Second)>("test", ThreadPoolDelivery.Instance, NullLogger.Instance, places: 64);
        var wrong = 0;
        using var stays = stream.Subscribe(_ => { });
        for (var i = 0; i < Count; i++)
        {
            // Each leaves in the midst of what it is told; its places are written over at once.
            if (i % 64 == 0)
            {
                var told = 0;
                IDisposable? leaver = null;
                leaver = stream.Subscribe(value =>
                {
                    if (value.First != value.Second) Interlocked.Increment(ref wrong);
                    if (++told == 8) leaver?.Dispose();
                });
            }

            Tell(stream, (i, i));
        }

        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Completes_after_what_is_queued()
    {
        var delivery = new HeldDelivery();
        var stream = Newest(delivery);
        var observer = new Recorder<int>(stream);
        stream.Publish(1);

        stream.Complete();
        delivery.RunAll();

        Assert.Equal([1], observer.Items);
        Assert.True(observer.IsCompleted);
        var late = new Recorder<int>(stream);
        delivery.RunAll();
        Assert.True(late.IsCompleted);
    }

    [Fact]
    public async Task Replays_the_present_state_to_a_new_observer()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        var information = new Recorder<VehicleSnapshot>(bench.Engine.Information);
        var status = new Recorder<VehicleSnapshot>(bench.Engine.Status);
        var link = new Recorder<LinkReport>(bench.Engine.Link);
        var events = new Recorder<VehicleEvent>(bench.Engine.Events);

        Assert.Equal(45, Assert.Single(information.Items).StateOfCharge);
        Assert.Equal(VehicleStatus.Parked, Assert.Single(status.Items).Status);
        Assert.Equal(LinkState.Ready, Assert.Single(link.Items).State);
        Assert.Empty(events.Items);
    }

    [Fact]
    public async Task Hands_elements_out_where_the_user_wants_them()
    {
        var scheduler = new VirtualScheduler();
        await using var bench = new EngineBench(new EngineOptions { Delivery = scheduler, Seed = 1 });

        await bench.SubscribeAsync();
        Assert.Empty(bench.Link.Items);
        scheduler.RunAll();

        Assert.Equal([LinkState.Idle, LinkState.Scanning], bench.Link.Items.Select(report => report.State));
    }

    // As the decoder does: it waits for room.
    private static void Tell<T>(VehicleStream<T> stream, T element)
    {
        var spin = new SpinWait();
        while (stream.Room == 0) spin.SpinOnce(sleep1Threshold: -1);
        stream.Publish(element);
        stream.Flush();
    }

    private static QueueStream<int> Newest(IDelivery delivery) =>
        new("test", delivery, NullLogger.Instance, (s, o) => new NewestSubscriber<int>(s, o));

    /// <summary>Delivers when the test says so.</summary>
    private sealed class HeldDelivery : IDelivery
    {
        private readonly Queue<IThreadPoolWorkItem> _held = new();

        public void Schedule(IThreadPoolWorkItem drain) => _held.Enqueue(drain);

        public void RunAll()
        {
            while (_held.TryDequeue(out var drain)) drain.Execute();
        }
    }

    private sealed class InlineDelivery : IDelivery
    {
        public void Schedule(IThreadPoolWorkItem drain) => drain.Execute();
    }

    private sealed class VirtualScheduler() : VirtualTimeScheduler<long, long>(0, Comparer<long>.Default)
    {
        public void RunAll() => Start();

        protected override long Add(long absolute, long relative) => absolute + relative;

        protected override DateTimeOffset ToDateTimeOffset(long absolute) => new(absolute, TimeSpan.Zero);

        protected override long ToRelative(TimeSpan timeSpan) => timeSpan.Ticks;
    }

    private sealed class RecordingLogger : ILogger
    {
        public List<Exception> Exceptions { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null) Exceptions.Add(exception);
        }
    }
}

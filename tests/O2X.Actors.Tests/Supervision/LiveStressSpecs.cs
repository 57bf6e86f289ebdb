using Akka.Actor;
using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Tests.Supervision;

/// <summary>Engines on real time and real threads that share one restless source: every call is answered, nothing stays open.</summary>
public sealed class LiveStressSpecs
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Answers_every_call_and_leaves_nothing_open()
    {
        var system = ActorSystem.Create("stress", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        var source = new RestlessTransport();
        var answered = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            var engine = O2XEngine.Start(system, source, new EngineOptions { Seed = seed });
            for (var i = 0; i < 100; i++)
            {
                Assert.True((await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.Vin }).WaitAsync(_patience)).IsAccepted);
                for (var turns = random.Next(20); turns > 0; turns--) await Task.Yield();
                Assert.Equal(UnsubscribeReply.Unsubscribed, await engine.UnsubscribeAsync().WaitAsync(_patience));
                Interlocked.Increment(ref answered);
            }

            await engine.SubscribeAsync(new SubscribeRequest { FirstTime = true, Vin = AmiBus.Vin }).WaitAsync(_patience);
            await engine.DisposeAsync().AsTask().WaitAsync(_patience);
        })));

        await source.AllClosedAsync().WaitAsync(_patience);
        Assert.Equal((400, 0, 0), (answered, source.Open, source.Observers));
        await system.Terminate();
    }

    /// <summary>Sights at once, connects in no time or fails, and loses every other link at once: all on threads of the pool.</summary>
    private sealed class RestlessTransport : ILinkTransport, IObservable<TransportState>
    {
        private readonly TaskCompletionSource _allClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _open;
        private int _observers;
        private int _connects;
        private volatile bool _isAwaited;

        public TransportInfo Info { get; } = new("restless", TransportKind.Bus);

        public TimeProvider Clock => TimeProvider.System;

        public IObservable<TransportState> State => this;

        public int Open => Volatile.Read(ref _open);

        public int Observers => Volatile.Read(ref _observers);

        /// <summary>Completes when nobody observes any more and nothing is open or being opened.</summary>
        public Task AllClosedAsync()
        {
            _isAwaited = true;
            Settle();
            return _allClosed.Task;
        }

        public IDisposable Subscribe(IObserver<TransportState> observer)
        {
            Interlocked.Increment(ref _observers);
            observer.OnNext(TransportState.On);
            return new Leaving(() =>
            {
                Interlocked.Decrement(ref _observers);
                Settle();
            });
        }

        public async Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
        {
            var scan = new Opened(this);
            await Task.Yield();
            _ = Task.Run(() => sink.OnSighting(new Sighting("bus", Clock.GetTimestamp()) { IsBus = true }), CancellationToken.None);
            return scan;
        }

        public async Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref _connects);
            if (number % 5 == 0) throw new LinkException(LinkLossReason.OutOfSlots);
            var link = new Opened(this);
            await Task.Yield();
            if (number % 2 == 0) _ = Task.Run(() => sink.OnClosed(new LinkFault(LinkLossReason.LinkLoss)), CancellationToken.None);
            return link;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private void Settle()
        {
            if (_isAwaited && Observers == 0 && Open == 0) _allClosed.TrySetResult();
        }

        private sealed class Leaving(Action leave) : IDisposable
        {
            public void Dispose() => leave();
        }

        private sealed class Opened : IBusLink
        {
            private readonly RestlessTransport _transport;

            public Opened(RestlessTransport transport)
            {
                _transport = transport;
                Interlocked.Increment(ref transport._open);
            }

            public async ValueTask DisposeAsync()
            {
                await Task.Yield();
                Interlocked.Decrement(ref _transport._open);
                _transport.Settle();
            }
        }
    }
}

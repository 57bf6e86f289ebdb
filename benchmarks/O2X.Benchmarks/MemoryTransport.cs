using O2X.Links;

namespace O2X.Benchmarks;

/// <summary>A bus in memory, on the real clock: as many packets as it is told, as fast as they are taken.</summary>
internal sealed class MemoryTransport : ILinkTransport
{
    private readonly TaskCompletionSource<ILinkSink> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether nothing is in the air.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether it never waits, as a real bus.</summary>
    public bool IsLive { get; init; }

    public TransportInfo Info => new("memory", TransportKind.Bus) { IsLossless = !IsLive };

    public TimeProvider Clock => TimeProvider.System;

    public IObservable<TransportState> State { get; } = new AlwaysOn();

    public Task<ILinkSink> Connected => _connected.Task;

    public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken)
    {
        if (!IsQuiet) sink.OnSighting(new Sighting("memory", 0) { IsBus = true });
        return Task.FromResult<IAsyncDisposable>(new Nothing());
    }

    public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
    {
        _connected.TrySetResult(sink);
        return Task.FromResult<ILink>(new Nothing());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Nothing : IBusLink
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class AlwaysOn : IObservable<TransportState>
    {
        public IDisposable Subscribe(IObserver<TransportState> observer)
        {
            observer.OnNext(TransportState.On);
            return new Subscription();
        }

        private sealed class Subscription : IDisposable
        {
            public void Dispose()
            {
            }
        }
    }
}

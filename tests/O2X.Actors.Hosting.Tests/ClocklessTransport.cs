using O2X.Links;

namespace O2X.Actors.Hosting.Tests;

/// <summary>A source that no engine can start with.</summary>
internal sealed class ClocklessTransport(ILinkTransport inner) : ILinkTransport
{
    public TransportInfo Info => inner.Info;

    public TimeProvider Clock => throw new InvalidOperationException("It has no clock.");

    public IObservable<TransportState> State => inner.State;

    public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken) =>
        inner.StartScanAsync(filter, sink, cancellationToken);

    public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken) =>
        inner.ConnectAsync(sighting, sink, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

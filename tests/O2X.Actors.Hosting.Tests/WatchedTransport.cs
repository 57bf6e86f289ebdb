using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Hosting.Tests;

/// <summary>Writes down what is still open when it is disposed of.</summary>
internal sealed class WatchedTransport(ScriptedTransport inner) : ILinkTransport
{
    public ScriptedTransport Inner => inner;

    public int Opened { get; set; }

    public bool IsDisposed { get; private set; }

    public int? OpenLinksWhenDisposed { get; private set; }

    public int? OpenScansWhenDisposed { get; private set; }

    public TransportInfo Info => inner.Info;

    public TimeProvider Clock => inner.Clock;

    public IObservable<TransportState> State => inner.State;

    public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken) =>
        inner.StartScanAsync(filter, sink, cancellationToken);

    public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken) =>
        inner.ConnectAsync(sighting, sink, cancellationToken);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        OpenLinksWhenDisposed = inner.OpenLinks;
        OpenScansWhenDisposed = inner.OpenScans;
        return ValueTask.CompletedTask;
    }
}

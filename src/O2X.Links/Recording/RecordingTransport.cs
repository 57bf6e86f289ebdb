using O2X.Links.Time;

namespace O2X.Links.Recording;

/// <summary>
/// A transport with a recorder beside it: what comes over a link goes to its user as ever, and a copy to the recorder. Only the newest
/// link is recorded, up to its loss: what a late callback brings of an older one counts for nothing here either.
/// </summary>
/// <remarks>Disposing of it disposes of the transport under it.</remarks>
/// <param name="inner">The transport.</param>
/// <param name="recorder">Takes the copies.</param>
public sealed class RecordingTransport(ILinkTransport inner, ILinkRecorder recorder) : ILinkTransport
{
    private readonly Lock _gate = new();
    private Sink? _newest;

    /// <inheritdoc/>
    public TransportInfo Info => inner.Info;

    /// <inheritdoc/>
    public TimeProvider Clock => inner.Clock;

    /// <inheritdoc/>
    public IObservable<TransportState> State => inner.State;

    /// <inheritdoc/>
    public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken) =>
        inner.StartScanAsync(filter, sink, cancellationToken);

    /// <inheritdoc/>
    public async Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken)
    {
        var tap = new Sink(this, sighting, sink);
        lock (_gate) _newest = tap;
        var link = await inner.ConnectAsync(sighting, tap, cancellationToken).ConfigureAwait(false);
        tap.Connect(inner.Clock.GetTicks());
        return link;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Sink(RecordingTransport transport, Sighting sighting, ILinkSink user) : ILinkSink
    {
        private bool _isConnected;

        // A bus talks before the call that connects to it has returned.
        public void Connect(long timestamp)
        {
            lock (transport._gate)
            {
                if (transport._newest != this || _isConnected) return;
                _isConnected = true;
                transport.Recorder.OnConnected(sighting, timestamp);
            }
        }

        public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
        {
            lock (transport._gate)
            {
                Connect(timestamp);
                if (transport._newest == this) transport.Recorder.OnPacket(packet, timestamp);
            }

            return user.TryWrite(packet, timestamp);
        }

        public ValueTask<bool> DrainedAsync(CancellationToken cancellationToken) => user.DrainedAsync(cancellationToken);

        public void OnClosed(LinkFault fault)
        {
            var now = transport.Clock.GetTicks();
            lock (transport._gate)
            {
                Connect(now);
                if (transport._newest == this)
                {
                    transport._newest = null;
                    transport.Recorder.OnLost(fault, now);
                }
            }

            user.OnClosed(fault);
        }
    }

    private ILinkRecorder Recorder => recorder;
}

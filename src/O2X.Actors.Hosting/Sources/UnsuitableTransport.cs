using O2X.Links;

namespace O2X.Actors.Hosting.Sources;

/// <summary>Stands for a source that this system cannot have, and says so.</summary>
internal sealed class UnsuitableTransport(TransportInfo info, TimeProvider clock, string detail, string advice) : ILinkTransport
{
    private readonly TransportStateSource _state = new(new TransportState(Availability.Unsuitable, detail, advice));

    public TransportInfo Info => info;

    public TimeProvider Clock => clock;

    public IObservable<TransportState> State => _state;

    public Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken) =>
        Task.FromException<IAsyncDisposable>(Refusal());

    public Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken) =>
        Task.FromException<ILink>(Refusal());

    public ValueTask DisposeAsync()
    {
        _state.Complete();
        return ValueTask.CompletedTask;
    }

    private LinkException Refusal() => new(LinkLossReason.AdapterOff, detail, advice);
}

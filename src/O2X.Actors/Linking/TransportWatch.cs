using Akka.Actor;
using O2X.Actors.Execution;
using O2X.Links;

namespace O2X.Actors.Linking;

/// <summary>Tells the link whenever its source becomes usable or unusable.</summary>
internal sealed class TransportWatch : IObserver<TransportState>, IDisposable
{
    private static readonly TransportState _unknown = new(Availability.Absent, "The source does not tell its state.");

    private readonly IActorRef _link;
    private readonly EngineBoard _board;
    private readonly IDisposable? _subscription;
    private volatile TransportState? _latest;

    public TransportWatch(ILinkTransport transport, IActorRef link, EngineBoard board)
    {
        _link = link;
        _board = board;
        try
        {
            _subscription = transport.State.Subscribe(this);
        }
        catch (Exception exception)
        {
            OnError(exception);
        }
    }

    public TransportState Latest => _latest ?? _unknown;

    public void OnNext(TransportState value)
    {
        _latest = value ?? _unknown;
        _board.Transport = _latest;
        _link.Tell(new LinkProtocol.TransportChanged(_latest), ActorRefs.NoSender);
    }

    public void OnCompleted() => OnNext(new TransportState(Availability.Absent, "The source was closed."));

    public void OnError(Exception error) => OnNext(new TransportState(Availability.Absent, LinkSteps.FaultOf(error).Detail));

    public void Dispose()
    {
        try
        {
            _subscription?.Dispose();
        }
        catch (Exception)
        {
            // The transport's bug; what it still tells goes nowhere.
        }
    }
}

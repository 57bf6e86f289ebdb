using O2X.Actors;
using O2X.Links.Time;
using O2X.Gateway.Feed;
using O2X.Vehicles;

namespace O2X.Gateway.Vehicles;

/// <summary>The vehicle that the engine has: what it says is kept for who comes late, and passed on to the feed.</summary>
internal sealed class LiveVehicle : IDisposable
{
    private const int MostRecent = 50;

    private readonly IO2XEngine _engine;
    private readonly VehicleDirectory _directory;
    private readonly VehicleOwner _owner;
    private readonly EventFeed _feed;
    private readonly Lock _gate = new();
    private readonly List<IDisposable> _subscriptions = [];
    private VehicleSnapshot _snapshot;
    private bool _hasSnapshot;

    public LiveVehicle(IO2XEngine engine, VehicleDirectory directory, VehicleOwner owner, EventFeed feed)
    {
        _engine = engine;
        _directory = directory;
        _owner = owner;
        _feed = feed;
    }

    public VehicleIdentity Identity => _directory.Current;

    public VehicleOwner Owner => _owner;

    /// <summary>The engine, for what it alone knows: diagnosis, counters, source.</summary>
    public IO2XEngine Engine => _engine;

    /// <summary>The present, on the clock of <see cref="VehicleView.Snapshot"/>.</summary>
    public long Now => _engine.Clock.GetTicks();

    /// <summary>Everything that is known now.</summary>
    public VehicleView View()
    {
        VehicleSnapshot? snapshot;
        lock (_gate) snapshot = _hasSnapshot ? _snapshot : null;
        return new VehicleView(Identity, snapshot, _engine.LastInformation, _engine.LinkReport)
        {
            At = _engine.Clock.GetUtcNow(),
            Timestamp = Now,
            Source = _engine.Source,
            Subscription = _owner.Subscription,
            SubscribedVin = _engine.SubscribedVin,
            Timeouts = _engine.Timeouts,
            LastId = _feed.LastId,
        };
    }

    /// <summary>The newest statuses, events and reports of the link, oldest first.</summary>
    public async ValueTask<IReadOnlyList<FeedRecord>> RecentAsync(CancellationToken cancellationToken) =>
        (await _feed.Journal.ReadLatestAsync(MostRecent, cancellationToken).ConfigureAwait(false)).Records;

    /// <summary>Begins to listen to the engine.</summary>
    public void Attach()
    {
        Follow(_engine.Link, OnLink);
        Follow(_engine.Events, happened => _feed.TellEvent(Identity.Id, happened));
        Follow(_engine.Status, snapshot => _feed.TellStatus(Identity.Id, snapshot));
        Follow(_engine.Information, OnInformation);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var subscription in _subscriptions) subscription.Dispose();
            _subscriptions.Clear();
        }
    }

    // The VIN settles which vehicle it is before anything is told of it.
    private void OnLink(LinkReport report)
    {
        if (report is { Vin: { } vin, State: LinkState.Ready }) _directory.Settle(vin);
        _feed.TellLink(Identity.Id, report);
    }

    private void OnInformation(VehicleSnapshot snapshot)
    {
        lock (_gate) (_snapshot, _hasSnapshot) = (snapshot, true);
        _feed.TellInformation(Identity.Id, in snapshot);
    }

    // Who fell behind is ended by the engine; the feed never waits, so that this would be a burst such as no vehicle makes.
    private void Follow<T>(IObservable<T> stream, Action<T> tell)
    {
        var subscription = stream.Subscribe(tell, _ => Follow(stream, tell));
        lock (_gate) _subscriptions.Add(subscription);
    }
}

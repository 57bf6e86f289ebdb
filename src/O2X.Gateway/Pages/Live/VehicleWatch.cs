using O2X.Gateway.Feed;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Pages.Live;

/// <summary>
/// What one open page follows: the vehicle as it is now, told anew at news and each second, so that ages tick. It has one listener and one
/// timer, however many parts of the page follow it, and none while none does.
/// </summary>
internal sealed class VehicleWatch(LiveVehicle vehicle, EventFeed feed, TimeProvider clock) : IDisposable
{
    /// <summary>Nobody reads faster, and a vehicle may tell a hundred values a second.</summary>
    private static readonly TimeSpan _calm = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Action<IReadOnlyList<FeedRecord>>> _followers = [];
    private CancellationTokenSource? _following;
    private FeedListener? _listener;
    private ITimer? _timer;

    public VehicleView View => vehicle.View();

    public VehicleOwner Owner => vehicle.Owner;

    /// <summary>Follows the vehicle until what is returned is disposed of.</summary>
    /// <param name="told">Told what came, nothing when time has passed; on any thread.</param>
    public IDisposable Follow(Action<IReadOnlyList<FeedRecord>> told)
    {
        lock (_gate)
        {
            _followers.Add(told);
            if (_followers.Count == 1) Start();
        }

        return new Follower(this, told);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _followers.Clear();
            Stop();
        }
    }

    private void Start()
    {
        _following = new CancellationTokenSource();
        _timer = clock.CreateTimer(_ => Tell([]), null, _tick, _tick);
        _listener = feed.Listen();
        _ = FollowAsync(_listener, _following.Token);
    }

    private void Stop()
    {
        _timer?.Dispose();
        _following?.Cancel();
        _following?.Dispose();
        _listener?.Dispose();
        _following = null;
    }

    private void Leave(Action<IReadOnlyList<FeedRecord>> told)
    {
        lock (_gate)
        {
            if (_followers.Remove(told) && _followers.Count == 0) Stop();
        }
    }

    private async Task FollowAsync(FeedListener listener, CancellationToken ended)
    {
        try
        {
            while (await listener.ReadAsync(ended).ConfigureAwait(false) is { Count: > 0 } records)
            {
                Tell(records);
                await Task.Delay(_calm, clock, ended).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody follows any more.
        }
    }

    private void Tell(IReadOnlyList<FeedRecord> records)
    {
        Action<IReadOnlyList<FeedRecord>>[] followers;
        lock (_gate) followers = [.. _followers];
        foreach (var told in followers) told(records);
    }

    private sealed class Follower(VehicleWatch watch, Action<IReadOnlyList<FeedRecord>> told) : IDisposable
    {
        public void Dispose() => watch.Leave(told);
    }
}

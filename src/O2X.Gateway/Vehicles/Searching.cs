using O2X.Actors;
using O2X.Links;

namespace O2X.Gateway.Vehicles;

/// <summary>
/// Seeks the vehicle again that the gateway subscribed to by itself, when a search has ended without it: a service may start long before
/// the vehicle comes home. What somebody else subscribed to and was not found is told, and left.
/// </summary>
internal sealed class Searching : IDisposable
{
    private readonly IO2XEngine _engine;
    private readonly Func<bool> _isOwn;
    private readonly Func<Task<CommandResult>> _subscribe;
    private readonly ITimer _retry;
    private IDisposable? _reports;

    /// <param name="engine">The engine.</param>
    /// <param name="isOwn">Whether the last subscription is the gateway's own.</param>
    /// <param name="subscribe">Subscribes as at start.</param>
    public Searching(IO2XEngine engine, Func<bool> isOwn, Func<Task<CommandResult>> subscribe)
    {
        _engine = engine;
        _isOwn = isOwn;
        _subscribe = subscribe;
        _retry = engine.Clock.CreateTimer(_ => _ = SubscribeAgainAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Start() => _reports = _engine.Link.Subscribe(OnLink, _ => Start());

    public void Dispose()
    {
        _reports?.Dispose();
        _retry.Dispose();
    }

    private void OnLink(LinkReport report)
    {
        if (report is { State: LinkState.Idle, Fault.Reason: LinkLossReason.ScanTimeout } && _isOwn()) _ = SubscribeAgainAsync();
    }

    private async Task SubscribeAgainAsync()
    {
        // Until it is known that nothing needs to be tried again.
        _retry.Change(_engine.Timeouts.Scan, Timeout.InfiniteTimeSpan);
        var result = await _subscribe().ConfigureAwait(false);
        if (result.IsDone || _engine.LinkReport.State != LinkState.Idle) _retry.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}

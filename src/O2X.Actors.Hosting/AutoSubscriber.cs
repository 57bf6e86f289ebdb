using Microsoft.Extensions.Logging;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Hosting;

/// <summary>
/// Keeps an engine subscribed to the vehicle that configuration names. A search that ends without it begins again: a service may start
/// long before the vehicle comes home. A subscription that ends for any other reason was ended on purpose.
/// </summary>
internal sealed class AutoSubscriber : IObserver<LinkReport>, IDisposable
{
    private const string Owner = "host";

    private readonly IO2XEngine _engine;
    private readonly EngineName _name;
    private readonly Vin? _vin;
    private readonly ILogger _logger;
    private readonly ITimer _retry;
    private IDisposable? _reports;
    private volatile bool _isOurs;
    private volatile bool _hasSearchedInVain;
    private bool _isUnderWay;

    /// <summary>Makes one that has not subscribed yet.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="name">Its name.</param>
    /// <param name="vin">The vehicle; null: the one that is remembered, or else the one that the source itself tells.</param>
    /// <param name="logger">Where it says that it seeks again.</param>
    public AutoSubscriber(IO2XEngine engine, EngineName name, Vin? vin, ILogger logger)
    {
        _engine = engine;
        _name = name;
        _vin = vin;
        _logger = logger;
        _retry = engine.Clock.CreateTimer(_ => _ = SubscribeAgainAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool HasSearchedInVain => _hasSearchedInVain;

    /// <summary>Subscribes for the first time.</summary>
    /// <exception cref="InvalidOperationException">It was refused; the message says why, and what to do.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _reports = _engine.Link.Subscribe(this);
        var reply = await SubscribeAsync(cancellationToken).ConfigureAwait(false);
        if (reply.IsAccepted) return;
        var section = _name.Section;
        throw new InvalidOperationException($"{_name.Words} cannot subscribe: " + reply.Outcome switch
        {
            SubscribeOutcome.MissingVin =>
                $"no vehicle is remembered yet, and the source cannot tell which one it hears. Set {section}:Vin, or {section}:AutoSubscribe to false.",
            SubscribeOutcome.StoreFailed => $"its vehicle cannot be saved. See that {section}:StateDirectory can be written and its disk has room.",
            SubscribeOutcome.SubscribedByOther => $"somebody else did already. Leave it to the host, or set {section}:AutoSubscribe to false.",
            _ => $"{reply.Outcome}.",
        });
    }

    public void OnNext(LinkReport value)
    {
        if (value.State == LinkState.Ready) _hasSearchedInVain = false;
        if (value.State != LinkState.Idle)
        {
            _isUnderWay = true;
            return;
        }

        // The first report is of an engine that is idle because nothing has begun.
        var hasEnded = _isUnderWay && _isOurs;
        _isUnderWay = false;
        if (!hasEnded) return;
        _isOurs = false;
        if (value.Fault?.Reason != LinkLossReason.ScanTimeout) return;
        _hasSearchedInVain = true;
        _ = SubscribeAgainAsync();
    }

    public void OnCompleted()
    {
    }

    // It fell behind, and what it missed is of no use to it: the last report, which comes again, says where the engine stands.
    public void OnError(Exception error)
    {
        _isUnderWay = true;
        _reports = _engine.Link.Subscribe(this);
    }

    public void Dispose()
    {
        _reports?.Dispose();
        _retry.Dispose();
    }

    /// <summary>What to ask for: a vehicle that is remembered is sought without end, another one is new.</summary>
    internal static SubscribeRequest RequestFor(Vin? wanted, Vin? remembered) => new()
    {
        Owner = Owner,
        FirstTime = remembered is null || (wanted is not null && wanted != remembered),
        Vin = wanted ?? remembered,
    };

    private async Task<SubscribeReply> SubscribeAsync(CancellationToken cancellationToken)
    {
        // Before it is asked for: its end may be told before the answer is here.
        _isOurs = true;
        var reply = await _engine.SubscribeAsync(RequestFor(_vin, _engine.Remembered?.Vin), cancellationToken).ConfigureAwait(false);
        if (!reply.IsAccepted && reply.Outcome != SubscribeOutcome.AlreadySubscribed) _isOurs = false;
        return reply;
    }

    private async Task SubscribeAgainAsync()
    {
        // Until it is known that nothing needs to be tried again.
        _retry.Change(_engine.Timeouts.Scan, Timeout.InfiniteTimeSpan);
        try
        {
            var reply = await SubscribeAsync(CancellationToken.None).ConfigureAwait(false);
            if (reply.IsAccepted || reply.Outcome is SubscribeOutcome.SubscribedByOther or SubscribeOutcome.AlreadySubscribed) GiveUpRetrying();
            else HostingLog.SubscriptionFailed(_logger, _vin, reply.Outcome.ToString());
        }
        catch (ObjectDisposedException)
        {
            GiveUpRetrying();
        }
        catch (Exception problem)
        {
            HostingLog.SubscriptionFailed(_logger, _vin, problem.Message);
        }
    }

    private void GiveUpRetrying() => _retry.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}

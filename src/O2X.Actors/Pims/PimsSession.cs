using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace O2X.Actors;

/// <summary>What the calls of one facade share: the engine, and the table of its subscriptions.</summary>
internal sealed class PimsSession(IO2XEngine engine, PimsOptions options, string owner, ILogger logger)
{
    private PimsSubscription? _informations;
    private PimsSubscription? _events;

    public IO2XEngine Engine => engine;

    public PimsOptions Options => options;

    /// <summary>Who the engine knows the facade's subscription by.</summary>
    public string Owner => owner;

    public PimsDelivery Delivery { get; } = new(engine, logger);

    public bool IsInitialized { get; set; }

    public PimsSubscription? Informations => Volatile.Read(ref _informations);

    public PimsSubscription? Events => Volatile.Read(ref _events);

    /// <summary>Whether anybody has the engine's subscription.</summary>
    public bool IsStarted => engine.LinkReport.State != LinkState.Idle;

    public void SetInformations(PimsSubscription subscription) => Volatile.Write(ref _informations, subscription);

    public void SetEvents(PimsSubscription subscription) => Volatile.Write(ref _events, subscription);

    /// <summary>Strikes a subscription off the table; false when it is not in it any more.</summary>
    public bool Remove(PimsSubscription subscription) =>
        Interlocked.CompareExchange(ref _informations, null, subscription) == subscription
        || Interlocked.CompareExchange(ref _events, null, subscription) == subscription;

    public PimsMessage Answer(PimsCall call, PimsAnswer answer) => answer.Error is { } error
        ? Error(call.TransactionId, PimsStatus.Failed, error)
        : new PimsMessage(call.TransactionId, PimsStatus.Succeeded) { Result = answer.Result };

    public static PimsMessage Result(string transactionId, JsonElement result) =>
        new(transactionId, PimsStatus.Result) { Result = result };

    public PimsMessage Error(string transactionId, PimsStatus status, PimsError error) =>
        new(transactionId, status) { Error = error, HasTextualCode = options.TextualErrorCodes };
}

using Microsoft.Extensions.Logging;
using O2X.Actors.Streams;
using O2X.Links.Time;

namespace O2X.Actors;

/// <summary>Calls callbacks: never in the facade's own line, so that one that blocks blocks nobody else.</summary>
internal sealed class PimsDelivery(IO2XEngine engine, ILogger logger)
{
    private readonly IDelivery _delivery = engine.Clock is VirtualClock clock ? new SerialDelivery(clock.Executor) : ThreadPoolDelivery.Instance;

    /// <summary>Tells one message; completes when the callback has returned or thrown.</summary>
    public Task<PimsMessage> TellAsync(PimsMessage message, PimsListener listener)
    {
        if (listener is { OnMessage: null, OnEnd: null }) return Task.FromResult(message);
        var told = new TaskCompletionSource<PimsMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            TryCall(listener.OnMessage, message);
            TryEnd(listener);
            told.SetResult(message);
        });
        return told.Task;
    }

    public void Post(Action action) => _delivery.Schedule(new Item(action));

    /// <summary>Calls a callback; false when it threw, which is logged.</summary>
    public bool TryCall(Action<PimsMessage>? callback, PimsMessage message)
    {
        try
        {
            callback?.Invoke(message);
            return true;
        }
        catch (Exception exception)
        {
            PimsLog.CallbackFailed(logger, message.TransactionId, exception);
            return false;
        }
    }

    public void TryEnd(PimsListener listener)
    {
        try
        {
            listener.OnEnd?.Invoke();
        }
        catch (Exception exception)
        {
            PimsLog.CallbackFailed(logger, "", exception);
        }
    }

    private sealed class Item(Action action) : IThreadPoolWorkItem
    {
        public void Execute() => action();
    }
}

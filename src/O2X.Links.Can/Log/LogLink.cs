namespace O2X.Links.Can.Log;

/// <summary>A link that a log is played to.</summary>
internal abstract class LogLink(LogBus bus, ILinkSink sink) : ILink
{
    private readonly CancellationTokenSource _closed = new();

    public ILinkSink Sink => sink;

    /// <summary>Cancelled when the link is closed.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Makes the bus forget the link.</summary>
    public void Detach()
    {
        bus.Remove(this);
        _closed.Cancel();
    }

    public ValueTask DisposeAsync()
    {
        bus.Clock.Executor.Run(Detach);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A link to the bus of a log.</summary>
internal sealed class LogBusLink(LogBus bus, ILinkSink sink) : LogLink(bus, sink), IBusLink;

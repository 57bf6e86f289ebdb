namespace O2X.Links.Can.Log;

/// <summary>A scan on the bus of a log.</summary>
internal sealed class LogScan(LogBus bus, IScanSink sink) : IAsyncDisposable
{
    // How often one scan is told of the same bus, in time of the log.
    private const long Interval = TimeSpan.TicksPerSecond;

    private long _next;

    public IScanSink Sink => sink;

    /// <summary>Tells of a sighting, unless that was done just before. Returns whether it was told.</summary>
    public bool Tell(Sighting sighting)
    {
        if (sighting.Timestamp < _next || !bus.Has(this)) return false;
        _next = sighting.Timestamp + Interval;
        sink.OnSighting(sighting);
        return true;
    }

    public ValueTask DisposeAsync()
    {
        bus.Clock.Executor.Run(() => bus.Remove(this));
        return ValueTask.CompletedTask;
    }
}

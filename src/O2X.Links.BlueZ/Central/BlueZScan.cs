namespace O2X.Links.BlueZ.Central;

/// <summary>One scan: tells its sink of the devices that it seeks, as often as they are heard.</summary>
internal sealed class BlueZScan(Radio radio, object owner, ScanFilter filter, IScanSink sink) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private bool _ended;
    private Task? _stopped;

    /// <summary>Whose it is.</summary>
    public object Owner => owner;

    public void Hear(Sighting sighting)
    {
        if (!SightingReader.Matches(filter, sighting)) return;
        lock (_gate)
        {
            if (!_ended) sink.OnSighting(sighting);
        }
    }

    /// <summary>Ends it from the other side.</summary>
    public void End(LinkFault fault)
    {
        lock (_gate)
        {
            if (_ended) return;
            _ended = true;
            sink.OnEnded(fault);
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _ended = true;
            if (_stopped is null)
            {
                radio.Forget(this);
                _stopped = radio.Discovery.RemoveAsync(filter);
            }
        }

        return new ValueTask(_stopped);
    }
}

using O2X.Links;

namespace O2X.TestKit.Links;

/// <summary>A scan's sink that keeps what it is told.</summary>
public sealed class RecordingScanSink : IScanSink
{
    private readonly Lock _gate = new();
    private readonly List<Sighting> _sightings = [];
    private LinkFault? _ended;

    public IReadOnlyList<Sighting> Sightings
    {
        get
        {
            lock (_gate) return [.. _sightings];
        }
    }

    public LinkFault? Ended
    {
        get
        {
            lock (_gate) return _ended;
        }
    }

    public void OnSighting(Sighting sighting)
    {
        lock (_gate) _sightings.Add(sighting);
    }

    public void OnEnded(LinkFault fault)
    {
        lock (_gate) _ended = fault;
    }
}

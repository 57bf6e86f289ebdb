using O2X.Vehicles.Can;

namespace O2X.Links.Can.Log;

/// <summary>How far a log has been played, and what was in it.</summary>
public sealed record LogStatistics
{
    /// <summary>Lines read so far.</summary>
    public long Lines { get; init; }

    /// <summary>Lines that gave a frame, or a packet.</summary>
    public long Frames { get; init; }

    /// <summary>Lines that gave no frame and should have.</summary>
    public long BadLines => BadLinesByReason.Values.Sum();

    /// <summary>The bad lines by reason; reasons that did not occur are not in it.</summary>
    public IReadOnlyDictionary<CanTextFault, long> BadLinesByReason { get; init; } = new Dictionary<CanTextFault, long>();

    /// <summary>Frames or packets that came while no link was open.</summary>
    public long Unheard { get; init; }

    /// <summary>Frames whose timestamp lay before that of a frame ahead of them.</summary>
    public long RanBack { get; init; }

    /// <summary>How many times the log's wall clock was set while it was recorded.</summary>
    public long ClockSets { get; init; }

    /// <summary>Whether the log ends in the middle of a line that cannot be read: its recorder was cut off.</summary>
    public bool IsTorn { get; init; }

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; init; }

    /// <summary>The size of the file in bytes.</summary>
    public long TotalBytes { get; init; }
}

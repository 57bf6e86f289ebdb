namespace O2X.Links;

/// <summary>What a scan seeks.</summary>
/// <param name="ServiceUuids">Services of which a dongle advertises at least one; empty: any.</param>
public sealed record ScanFilter(IReadOnlyList<Guid> ServiceUuids)
{
    /// <summary>Everything that is in the air.</summary>
    public static ScanFilter Any { get; } = new([]);
}

/// <summary>Takes what a scan hears. Calls never block and never throw.</summary>
public interface IScanSink
{
    /// <summary>Something was heard.</summary>
    void OnSighting(Sighting sighting);

    /// <summary>The scan ended by itself; nothing follows.</summary>
    void OnEnded(LinkFault fault);
}

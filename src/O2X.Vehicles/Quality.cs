namespace O2X.Vehicles;

/// <summary>How far a value can be trusted.</summary>
public enum Quality : byte
{
    /// <summary>Never heard, or the source has no such value.</summary>
    Unknown,

    /// <summary>Heard, but not lately: it may have changed since.</summary>
    Stale,

    /// <summary>Heard on the present link, and refreshed in time.</summary>
    Live,
}

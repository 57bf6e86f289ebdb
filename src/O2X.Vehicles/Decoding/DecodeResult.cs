namespace O2X.Vehicles.Decoding;

/// <summary>What became of one packet. Bytes never throw: they decode, or there is a reason.</summary>
public enum DecodeResult : byte
{
    /// <summary>At least one value was taken over.</summary>
    Updated,

    /// <summary>Well-formed and known, but it tells nothing now (a documented sentinel).</summary>
    NoValue,

    /// <summary>An id or packet type that the decoder does not know. Normal.</summary>
    Unknown,

    /// <summary>A remote frame. Normal.</summary>
    Remote,

    /// <summary>An error frame of the bus. Normal.</summary>
    ErrorFrame,

    /// <summary>A frame with a 29-bit id. Normal.</summary>
    Extended,

    /// <summary>A known id or packet of the wrong length or with a wrong checksum (decisions.md D21).</summary>
    Malformed,

    /// <summary>A known packet with a value that cannot be; the good values beside it were taken over (decisions.md D21).</summary>
    Implausible,
}

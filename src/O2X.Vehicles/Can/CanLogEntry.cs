namespace O2X.Vehicles.Can;

/// <summary>One line of a log: a frame and when it was on the bus.</summary>
/// <param name="timestamp">See <see cref="Timestamp"/>.</param>
/// <param name="frame">The frame.</param>
public readonly struct CanLogEntry(long timestamp, CanFrame frame) : IEquatable<CanLogEntry>
{
    /// <summary>
    /// When the frame was on the bus, UTC, in ticks of 100 ns as <see cref="DateTime.Ticks"/> counts them. Never negative, and before
    /// the year 6000 when it came out of a parser.
    /// </summary>
    public long Timestamp { get; } = timestamp;

    /// <summary>The frame.</summary>
    public CanFrame Frame { get; } = frame;

    /// <inheritdoc/>
    public bool Equals(CanLogEntry other) =>
        Timestamp == other.Timestamp && Frame.RawId == other.Frame.RawId && Frame.Length == other.Frame.Length && Frame.Bits == other.Frame.Bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CanLogEntry other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Timestamp, Frame.RawId, Frame.Length, Frame.Bits);

    /// <summary>Whether both are the same frame at the same time.</summary>
    public static bool operator ==(CanLogEntry left, CanLogEntry right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(CanLogEntry left, CanLogEntry right) => !left.Equals(right);
}

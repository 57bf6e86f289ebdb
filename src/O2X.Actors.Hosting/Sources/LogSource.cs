using O2X.Links;

namespace O2X.Actors.Hosting.Sources;

/// <summary>A recorded log, played on its own clock.</summary>
/// <param name="Path">The file: <c>candump -L</c>, PEAK <c>.trc</c> 1.1 or SLCAN.</param>
public sealed record LogSource(string Path) : VehicleSource
{
    /// <summary>How fast it is played: 1 is real time (the default), null as fast as possible. Greater than 0.</summary>
    public double? Speed { get; init; } = 1;

    /// <inheritdoc/>
    public override ILinkTransport Open(TimeProvider? clock = null) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override string ToString() => $"log:{System.IO.Path.GetFileName(Path)}";
}

using O2X.Links;
using O2X.Links.Can.Log;

namespace O2X.Actors.Hosting.Sources;

/// <summary>A recorded log, played on its own clock.</summary>
/// <param name="Path">The file: <c>candump -L</c>, PEAK <c>.trc</c> 1.1 or a recording of <c>o2x capture</c>.</param>
public sealed record LogSource(string Path) : VehicleSource
{
    /// <summary>How fast it is played: 1 is real time (the default), null as fast as possible. Greater than 0.</summary>
    public double? Speed { get; init; } = 1;

    /// <inheritdoc/>
    public override ILinkTransport Open(TimeProvider? clock = null) => OpenLog(clock);

    /// <summary>Opens it as the transport that it is, which counts what is in the log.</summary>
    /// <param name="pace">Real time, which <see cref="Speed"/> goes by; null: the system's.</param>
    public LogTransport OpenLog(TimeProvider? pace = null) => new(new LogTransportOptions { Path = Path, Speed = Speed }, pace);

    /// <inheritdoc/>
    public override string ToString() => $"log:{System.IO.Path.GetFileName(Path)}";
}

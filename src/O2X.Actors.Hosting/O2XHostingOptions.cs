namespace O2X.Actors.Hosting;

/// <summary>
/// What a hosted engine does: bound to the configuration section <c>O2X</c>, then changed by <see cref="O2XBuilder.Configure"/>, then
/// checked when the host starts.
/// </summary>
public sealed class O2XHostingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "O2X";

    /// <summary>
    /// Where vehicles are heard: <c>sim</c>, <c>can:INTERFACE</c> or <c>log:FILE</c>. Needed, unless the source is named in code
    /// (<see cref="O2XBuilder.WithSimulator"/> and its like), which wins.
    /// </summary>
    public string? Source { get; set; }

    /// <summary>How long a new vehicle is sought; 1 ms to a day, default 60 s.</summary>
    public TimeSpan ScanTimeout { get; set; } = new Timeouts().Scan;

    /// <summary>How long a link may stand without data before it is lost; 1 ms to a day, default 5 s.</summary>
    public TimeSpan LooseConnection { get; set; } = new Timeouts().LooseConnection;

    /// <summary>How long a status must hold before it is told; 0 to a day, default 0.</summary>
    public TimeSpan ChangeStatus { get; set; } = new Timeouts().ChangeStatus;

    /// <summary>The least time between two elements of <see cref="IO2XEngine.Information"/>; 0 (every update) to a day, default 1 s.</summary>
    public TimeSpan InformationInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most elements that wait for one observer; 1 to 1,000,000, default 1024.</summary>
    public int QueueLimit { get; set; } = 1024;

    /// <summary>Whether a link that cannot prove the VIN is taken; default (null): no for Bluetooth, yes for a bus or log and a VIN that was given.</summary>
    public bool? AllowUnverifiedVin { get; set; }

    /// <summary>
    /// The folder that keeps the remembered vehicle, the last information, the odometer and the alerts, for one engine at a time;
    /// default (null): they end with the process.
    /// </summary>
    public string? StateDirectory { get; set; }

    /// <summary>For <c>can:</c> in <see cref="Source"/>: whether frames of all ids are received; default no.</summary>
    public bool AllIds { get; set; }

    /// <summary>For <c>can:</c> in <see cref="Source"/>: whether a controller that is not in listen-only mode may be used; default no.</summary>
    public bool AllowActiveCan { get; set; }
}

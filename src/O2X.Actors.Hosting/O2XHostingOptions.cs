namespace O2X.Actors.Hosting;

/// <summary>
/// What a hosted engine does: bound to the configuration section <c>O2X</c> (<c>O2X:name</c> for one that has a name), then changed by
/// <see cref="O2XBuilder.Configure"/>, then checked when the host starts. Times are written <c>00:00:05</c>, or <c>1.00:00:00</c> for a day.
/// </summary>
public sealed class O2XHostingOptions
{
    /// <summary>The configuration section of the engine without a name.</summary>
    public const string Section = "O2X";

    private static readonly EngineOptions _defaults = new();

    /// <summary>
    /// Where vehicles are heard: <c>sim</c>, <c>sim:SCENARIO</c>, <c>can:INTERFACE</c>, <c>ble</c>, <c>ble:ADAPTER</c> or <c>log:FILE</c>. Needed, unless the source is named in code
    /// (<see cref="O2XBuilder.WithSimulator"/> and its like), which wins.
    /// </summary>
    public string? Source { get; set; }

    /// <summary>
    /// The vehicle; default (null): the one that is remembered. With it the engine subscribes when the host starts, and seeks the vehicle
    /// for as long as the host runs; another one that was remembered gives way to it once it is verified.
    /// </summary>
    public string? Vin { get; set; }

    /// <summary>
    /// Whether the engine subscribes when the host starts; default (null): when <see cref="Vin"/> is set. Without a VIN it takes the
    /// remembered vehicle, or else the one that a bus or log tells.
    /// </summary>
    public bool? AutoSubscribe { get; set; }

    /// <summary>How long a new vehicle is sought; 1 ms to a day, default 60 s.</summary>
    public TimeSpan ScanTimeout { get; set; } = _defaults.Timeouts.Scan;

    /// <summary>How long a link may stand without data before it is lost; 1 ms to a day, default 5 s.</summary>
    public TimeSpan LooseConnection { get; set; } = _defaults.Timeouts.LooseConnection;

    /// <summary>How long a status must hold before it is told; 0 to a day, default 0.</summary>
    public TimeSpan ChangeStatus { get; set; } = _defaults.Timeouts.ChangeStatus;

    /// <summary>The least time between two elements of <see cref="IO2XEngine.Information"/>; 0 (every update) to a day, default 1 s.</summary>
    public TimeSpan InformationInterval { get; set; } = _defaults.InformationInterval;

    /// <summary>The most elements that wait for one observer; 1 to 1,000,000, default 1024.</summary>
    public int QueueLimit { get; set; } = _defaults.QueueLimit;

    /// <summary>How long connecting may take; 1 ms to a day, default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = _defaults.ConnectTimeout;

    /// <summary>How long verifying the vehicle may take, and then its first packet; 1 ms to a day, default 10 s.</summary>
    public TimeSpan VerifyTimeout { get; set; } = _defaults.VerifyTimeout;

    /// <summary>How long closing a link may take before it is given up; 1 ms to a day, default 5 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = _defaults.CloseTimeout;

    /// <summary>How long a vehicle that turned out to be another one is passed over; 0 to a day, default 60 s.</summary>
    public TimeSpan PassOver { get; set; } = _defaults.PassOver;

    /// <summary>How long a bus is listened to for its VIN before it is taken unverified; 0 to a day, default 3 s.</summary>
    public TimeSpan VinGrace { get; set; } = _defaults.VinGrace;

    /// <summary>Whether a link that cannot prove the VIN is taken; default (null): no for Bluetooth, yes for a bus or log and a VIN that was given.</summary>
    public bool? AllowUnverifiedVin { get; set; }

    /// <summary>
    /// Whether this machine's clock is taken as right, whatever it says of it; default no. Otherwise information is marked that comes before
    /// a machine without a clock of its own was told the time (<see cref="O2X.Vehicles.VehicleInformation.ReceivedAtUnsynchronised"/>).
    /// </summary>
    public bool TrustClock { get; set; }

    /// <summary>
    /// The folder that keeps the remembered vehicle, the last information, the odometer and the alerts; default (null): they end with the
    /// process. Each engine has one of its own.
    /// </summary>
    public string? StateDirectory { get; set; }

    /// <summary>
    /// The file that holds the secret which the owner gave the dongle, as one line of text; default (null): none. Others than its owner
    /// should not be able to read it: a warning is logged when they can.
    /// </summary>
    public string? OwnerSecretFile { get; set; }

    /// <summary>For <c>can:</c> in <see cref="Source"/>: whether frames of all ids are received; default no.</summary>
    public bool AllIds { get; set; }

    /// <summary>For <c>can:</c> in <see cref="Source"/>: whether a controller that is not in listen-only mode may be used; default no.</summary>
    public bool AllowActiveCan { get; set; }

    internal bool SubscribesItself => AutoSubscribe ?? Vin is not null;
}

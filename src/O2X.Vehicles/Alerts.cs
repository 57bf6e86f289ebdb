namespace O2X.Vehicles;

/// <summary>The eight alerts of the SDK, one bit each, in its documented order.</summary>
[Flags]
public enum Alerts : byte
{
    /// <summary>No alert.</summary>
    None = 0,

    /// <summary><c>parkingBrake</c></summary>
    ParkingBrake = 1 << 0,

    /// <summary><c>clusterIssue</c></summary>
    ClusterIssue = 1 << 1,

    /// <summary><c>stop</c></summary>
    Stop = 1 << 2,

    /// <summary><c>batteryCharge</c></summary>
    BatteryCharge = 1 << 3,

    /// <summary><c>brakeSystemProblem</c></summary>
    BrakeSystemProblem = 1 << 4,

    /// <summary><c>service</c></summary>
    Service = 1 << 5,

    /// <summary><c>batteryTemperature</c></summary>
    BatteryTemperature = 1 << 6,

    /// <summary><c>turtleMode</c></summary>
    TurtleMode = 1 << 7,
}

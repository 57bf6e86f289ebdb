using O2X.Vehicles;
using O2X.Vehicles.OpenLink;

namespace O2X.Fuzzing.Targets;

/// <summary>What a dongle says that knows everything.</summary>
internal static class OpenLinkSamples
{
    public static readonly OpenLinkInformation Information = new()
    {
        Status = VehicleStatus.Driving,
        Selector = Selector.Drive,
        ParkBrake = ParkBrakeStatus.NotActivated,
        Ready = true,
        ChargeRequested = false,
        Plugged = false,
        SystemState = SystemState.Driving,
        BatteryState = BatteryState.Ready,
        CurrentAlerts = Alerts.Service,
        KnownAlerts = Alerts.Service | Alerts.Stop,
        StateOfCharge = 71,
        RemainingRange = 53,
        ChargeDelay = 120,
        OdometerTenths = 34_828,
        SourceAge = TimeSpan.FromSeconds(2),
    };

    public static readonly OpenLinkMeasurements Measurements = new()
    {
        Speed = 45,
        Centivolts = 5176,
        Deciamperes = -519,
        BatteryTemperature1 = 17,
        BatteryTemperature2 = 16,
        TimeToFull = 7215,
        Uptime = 1_000,
    };
}

using O2X.Simulator.Cars;
using O2X.Vehicles;
using O2X.Vehicles.OpenLink;

namespace O2X.Simulator.Radio;

/// <summary>Says in the words of the open link what is true of a car.</summary>
internal static class OpenLinkReport
{
    public static OpenLinkInformation InformationOn(in CarState car) => new()
    {
        Status = car.Status,
        Selector = car.Selector,
        ParkBrake = car.ParkBrake,
        Ready = car.Ready,
        ChargeRequested = car.ChargeRequested,
        Plugged = car.Plugged,
        SystemState = car.SystemState,
        BatteryState = car.BatteryState,
        CurrentAlerts = car.Alerts,
        PreviousAlerts = car.PreviousAlerts,
        KnownAlerts = (Alerts)0xFF,
        StateOfCharge = (int)car.StateOfCharge,
        RemainingRange = (int)car.RangeKm,
        ChargeDelay = car.TimeToFull is { } left ? (int)Math.Round(left.TotalMinutes) : null,
        OdometerTenths = (int)(car.OdometerKm * 10),
        SourceAge = TimeSpan.Zero,
        Simulated = true,
    };

    public static OpenLinkMeasurements MeasurementsOn(in CarState car, TimeSpan uptime) => new()
    {
        Speed = (int)Math.Round(car.SpeedKmh),
        Centivolts = (int)Math.Round(car.PackVolts * 100),
        Deciamperes = (int)Math.Round(car.PackAmperes * 10),
        BatteryTemperature1 = (int)Math.Round(car.CellTemperature),
        BatteryTemperature2 = (int)Math.Round(car.CaseTemperature),
        TimeToFull = (int?)car.TimeToFull?.TotalSeconds,
        Uptime = unchecked((uint)(long)uptime.TotalMilliseconds),
    };
}

using System.Globalization;
using System.Text.Json;

namespace O2X.Vehicles;

/// <summary>Values as people read them, in English and the same everywhere.</summary>
public static class SignalText
{
    /// <summary>A value with its unit: <c>71 %</c>, <c>3482.8 km</c>, <c>drive</c>; null when it is not known. A stale value is given as it was.</summary>
    public static string? Of(in VehicleSnapshot state, Signal signal) => signal switch
    {
        Signal.StateOfCharge => Number(state.StateOfCharge, Quantity.Percent),
        Signal.RemainingRange => Number(state.RemainingRange, Quantity.Kilometre),
        Signal.Odometer => Number(state.Odometer, Quantity.Kilometre, "0.0"),
        Signal.TimeToFull => state.TimeToFull is { } time ? Number<int>((int)Math.Round(time.TotalMinutes), Quantity.Minute) : null,
        Signal.Selector => Name(state.Selector, Selector.Unknown),
        Signal.ParkBrake => state.ParkBrake switch
        {
            ParkBrakeStatus.Activated => "on",
            ParkBrakeStatus.NotActivated => "off",
            _ => null,
        },
        Signal.Ready => YesNo(state.Ready),
        Signal.Speed => Number(state.Speed, "km/h"),
        Signal.PackVoltage => Number(state.PackVoltage, "V"),
        Signal.PackCurrent => Number(state.PackCurrent, "A"),
        Signal.BatteryTemperature1 => Number(state.BatteryTemperature1, "°C"),
        Signal.BatteryTemperature2 => Number(state.BatteryTemperature2, "°C"),
        Signal.ChargeRequested => YesNo(state.ChargeRequested),
        Signal.Plugged => YesNo(state.Plugged),
        Signal.SystemState => Name(state.SystemState, SystemState.Unknown),
        Signal.BatteryState => Name(state.BatteryState, BatteryState.Unknown),
        Signal.Alerts => Of(state.CurrentAlerts),
        Signal.Status => Name(state.Status, VehicleStatus.Unknown),
        _ => null,
    };

    /// <summary>The alerts that are on: <c>stop, turtle mode</c>, or <c>none</c>; null when the source tells none.</summary>
    public static string? Of(AlertSet alerts) =>
        alerts.Known == Alerts.None ? null
        : alerts.Active == Alerts.None ? "none"
        : string.Join(", ", Enum.GetValues<Alerts>()
            .Where(alert => alert != Alerts.None && alerts.Active.HasFlag(alert))
            .Select(alert => JsonNamingPolicy.KebabCaseLower.ConvertName(alert.ToString()).Replace('-', ' ')));

    private static string? Number<T>(T? value, string unit, string? format = null)
        where T : struct, IFormattable => value is { } number ? $"{number.ToString(format, CultureInfo.InvariantCulture)} {unit}" : null;

    private static string? Name<T>(T value, T unknown)
        where T : struct, Enum =>
        EqualityComparer<T>.Default.Equals(value, unknown) ? null : JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string? YesNo(bool? value) => value is { } yes ? (yes ? "yes" : "no") : null;
}

using System.Text.Json;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Api;

/// <summary>The values of a view, each with its age and quality.</summary>
internal static class ValueList
{
    public static ValuesAnswer Of(VehicleView view) => new(view.At, [.. Enum.GetValues<Signal>().Select(signal => Of(view, signal))]);

    private static ValueAnswer Of(VehicleView view, Signal signal)
    {
        var snapshot = view.Snapshot ?? default;
        var (value, unit) = Read(snapshot, signal);
        return new ValueAnswer(
            JsonNamingPolicy.CamelCase.ConvertName(signal.ToString()),
            value,
            unit,
            SignalText.Of(snapshot, signal),
            view.QualityOf(signal),
            (long?)view.AgeOf(signal)?.TotalMilliseconds);
    }

    private static (object? Value, string? Unit) Read(in VehicleSnapshot snapshot, Signal signal) => signal switch
    {
        Signal.StateOfCharge => (snapshot.StateOfCharge, Quantity.Percent),
        Signal.RemainingRange => (snapshot.RemainingRange, Quantity.Kilometre),
        Signal.Odometer => (snapshot.Odometer, Quantity.Kilometre),
        Signal.TimeToFull => (snapshot.TimeToFull?.TotalMinutes, Quantity.Minute),
        Signal.Selector => (Word(snapshot.Selector, Selector.Unknown), null),
        Signal.ParkBrake => (Word(snapshot.ParkBrake, ParkBrakeStatus.Unknown), null),
        Signal.Ready => (snapshot.Ready, null),
        Signal.Speed => (snapshot.Speed, "km/h"),
        Signal.PackVoltage => (snapshot.PackVoltage, "V"),
        Signal.PackCurrent => (snapshot.PackCurrent, "A"),
        Signal.BatteryTemperature1 => (snapshot.BatteryTemperature1, "°C"),
        Signal.BatteryTemperature2 => (snapshot.BatteryTemperature2, "°C"),
        Signal.ChargeRequested => (snapshot.ChargeRequested, null),
        Signal.Plugged => (snapshot.Plugged, null),
        Signal.SystemState => (Word(snapshot.SystemState, SystemState.Unknown), null),
        Signal.BatteryState => (Word(snapshot.BatteryState, BatteryState.Unknown), null),
        Signal.Alerts => (SignalText.Of(snapshot.CurrentAlerts), null),
        Signal.Status => (Word(snapshot.Status, VehicleStatus.Unknown), null),
        _ => (null, null),
    };

    private static string? Word<T>(T value, T unknown)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, unknown) ? null : JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

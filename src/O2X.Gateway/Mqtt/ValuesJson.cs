using System.Globalization;
using System.Text.Json;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>
/// The vehicle's values as one JSON object, without its VIN. Charge, range and odometer are the last known ones, also of an earlier run;
/// all others are there while they are live, and null otherwise.
/// </summary>
internal static class ValuesJson
{
    private static readonly Alerts[] _alerts = [.. Enum.GetValues<Alerts>().Where(alert => alert != Alerts.None)];

    public static IEnumerable<string> AlertNames => _alerts.Select(Name);

    public static byte[] Of(VehicleView view)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            WriteLast(writer, view);
            WriteLive(writer, view.Snapshot ?? default);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>When charge, range or odometer was last heard, also in an earlier run; null: never.</summary>
    public static DateTimeOffset? HeardAt(VehicleView view)
    {
        TimeSpan?[] ages = [view.AgeOf(Signal.StateOfCharge), view.AgeOf(Signal.RemainingRange), view.AgeOf(Signal.Odometer)];
        return ages.Min() is { } age ? view.At - age : view.Information?.ReceivedAt;
    }

    public static decimal? Charge(VehicleView view) => view.Snapshot?.StateOfCharge ?? view.Information?.Data.BatterySoc.Value;

    public static decimal? Range(VehicleView view) => view.Snapshot?.RemainingRange ?? view.Information?.Data.RemainingAutonomy.Value;

    public static decimal? Odometer(VehicleView view) => view.Snapshot?.Odometer ?? view.Information?.Data.TotalOdometer.Value;

    private static void WriteLast(Utf8JsonWriter writer, VehicleView view)
    {
        Write(writer, "charge", Charge(view));
        Write(writer, "range", Range(view));
        Write(writer, "odometer", Odometer(view));
        // To the minute: otherwise the object would differ each time, and a recorder would keep each of them.
        if (HeardAt(view) is { } heard) writer.WriteString("heardAt", heard.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm':00Z'", CultureInfo.InvariantCulture));
        else writer.WriteNull("heardAt");
    }

    private static void WriteLive(Utf8JsonWriter writer, in VehicleSnapshot state)
    {
        Write(writer, "status", state.Status, VehicleStatus.Unknown);
        Write(writer, "timeToFull", IsLive(state, Signal.TimeToFull) ? (decimal?)state.TimeToFull?.TotalMinutes is { } minutes ? Math.Round(minutes) : null : null);
        Write(writer, "selector", IsLive(state, Signal.Selector) ? state.Selector : Selector.Unknown, Selector.Unknown);
        Write(writer, "parkBrake", !IsLive(state, Signal.ParkBrake) || state.ParkBrake == ParkBrakeStatus.Unknown ? null : state.ParkBrake == ParkBrakeStatus.Activated);
        Write(writer, "ready", IsLive(state, Signal.Ready) ? state.Ready : null);
        Write(writer, "speed", IsLive(state, Signal.Speed) ? state.Speed : null);
        var voltage = IsLive(state, Signal.PackVoltage) ? state.PackVoltage : null;
        var current = IsLive(state, Signal.PackCurrent) ? state.PackCurrent : null;
        Write(writer, "voltage", voltage);
        Write(writer, "current", current);
        Write(writer, "power", voltage * current is { } watts ? Math.Round(watts / 1000, 3) : null);
        Write(writer, "batteryTemperature1", IsLive(state, Signal.BatteryTemperature1) ? state.BatteryTemperature1 : null);
        Write(writer, "batteryTemperature2", IsLive(state, Signal.BatteryTemperature2) ? state.BatteryTemperature2 : null);
        Write(writer, "chargeRequested", IsLive(state, Signal.ChargeRequested) ? state.ChargeRequested : null);
        Write(writer, "plugged", IsLive(state, Signal.Plugged) ? state.Plugged : null);
        Write(writer, "systemState", IsLive(state, Signal.SystemState) ? state.SystemState : SystemState.Unknown, SystemState.Unknown);
        Write(writer, "batteryState", IsLive(state, Signal.BatteryState) ? state.BatteryState : BatteryState.Unknown, BatteryState.Unknown);
        writer.WriteStartObject("alerts");
        foreach (var alert in _alerts) Write(writer, Name(alert), IsLive(state, Signal.Alerts) ? state.CurrentAlerts[alert] : null);
        writer.WriteEndObject();
    }

    private static bool IsLive(in VehicleSnapshot state, Signal signal) => state.QualityOf(signal) == Quality.Live;

    private static string Name(Alerts alert) => JsonNamingPolicy.CamelCase.ConvertName(alert.ToString());

    private static void Write(Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } yes) writer.WriteBoolean(name, yes);
        else writer.WriteNull(name);
    }

    private static void Write<T>(Utf8JsonWriter writer, string name, T value, T unknown)
        where T : struct, Enum =>
        writer.WriteString(name, EqualityComparer<T>.Default.Equals(value, unknown) ? null : EnumNames<T>.Of(value));
}

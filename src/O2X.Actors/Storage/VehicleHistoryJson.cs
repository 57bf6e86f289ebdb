using System.Text.Json;
using O2X.Vehicles;
using O2X.Vehicles.Tracking;

namespace O2X.Actors.Storage;

/// <summary>
/// A vehicle's history as JSON: <c>{ "vin", "odometer": { "km", "at" }, "currentAlerts": { "active", "known" }, "previousAlerts": the
/// same, "alertChanges": [ { "at", "active" } ] }</c>, where alerts are arrays of the SDK's names.
/// </summary>
internal static class VehicleHistoryJson
{
    private static readonly (Alerts Alert, string Name)[] _names =
        [.. Enum.GetValues<Alerts>().Where(alert => alert != Alerts.None).Select(alert => (alert, JsonNamingPolicy.CamelCase.ConvertName(alert.ToString())))];

    public static void WriteTo(Utf8JsonWriter writer, VehicleHistory history)
    {
        writer.WriteStartObject();
        writer.WriteString("vin", history.Vin.Full);
        if (history.Odometer is { } odometer)
        {
            writer.WriteStartObject("odometer");
            writer.WriteNumber("km", odometer.Kilometres);
            writer.WriteString("at", odometer.At.UtcDateTime);
            writer.WriteEndObject();
        }

        Write(writer, "currentAlerts", history.CurrentAlerts);
        Write(writer, "previousAlerts", history.PreviousAlerts);
        writer.WriteStartArray("alertChanges");
        foreach (var change in history.AlertChanges)
        {
            writer.WriteStartObject();
            writer.WriteString("at", change.At.UtcDateTime);
            Write(writer, "active", change.Active);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static VehicleHistory Read(JsonElement history)
    {
        var changes = history.Elements("alertChanges").Select(change => new AlertChange(change.Moment("at"), Read(change, "active"))).ToList();
        return new VehicleHistory(history.Text("vin").ToVin())
        {
            Odometer = history.Member("odometer", JsonValueKind.Object) is { } odometer
                ? new OdometerReading(Kilometres(odometer), odometer.Moment("at"))
                : null,
            CurrentAlerts = Set(history, "currentAlerts"),
            PreviousAlerts = Set(history, "previousAlerts"),
            AlertChanges = changes.Count <= VehicleHistory.MostChanges ? changes : throw new JsonException("There are too many changes of alerts."),
        };
    }

    private static void Write(Utf8JsonWriter writer, string name, AlertSet alerts)
    {
        if (alerts == AlertSet.Unknown) return;
        writer.WriteStartObject(name);
        Write(writer, "active", alerts.Active);
        Write(writer, "known", alerts.Known);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, Alerts alerts)
    {
        writer.WriteStartArray(name);
        foreach (var (alert, text) in _names)
        {
            if ((alerts & alert) != 0) writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static decimal Kilometres(JsonElement odometer) =>
        odometer.Member("km", JsonValueKind.Number) is { } member && member.TryGetDecimal(out var kilometres) && kilometres >= 0
            ? kilometres
            : throw new JsonException("'km' is missing or no distance.");

    private static AlertSet Set(JsonElement history, string name)
    {
        if (history.Member(name, JsonValueKind.Object) is not { } alerts) return AlertSet.Unknown;
        var (active, known) = (Read(alerts, "active"), Read(alerts, "known"));
        return (active & ~known) == 0 ? new AlertSet(active, known) : throw new JsonException("An alert is on and not known.");
    }

    private static Alerts Read(JsonElement parent, string name) =>
        parent.Elements(name).Aggregate(Alerts.None, static (alerts, element) => alerts | Named(element));

    private static Alerts Named(JsonElement element)
    {
        foreach (var (alert, name) in _names)
        {
            if (element.ValueKind == JsonValueKind.String && element.ValueEquals(name)) return alert;
        }

        throw new JsonException("That is no alert.");
    }
}

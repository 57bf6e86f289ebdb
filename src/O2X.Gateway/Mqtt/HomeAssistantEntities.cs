using O2X.Links;
using O2X.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>The entities of a vehicle in Home Assistant.</summary>
internal static class HomeAssistantEntities
{
    private const string Sensor = "sensor";
    private const string BinarySensor = "binary_sensor";
    private const string Measurement = "measurement";

    public static IEnumerable<HomeAssistantEntity> Of(MqttTopics topics) =>
    [
        new("charge", Sensor, "Charge", EntityNeed.Gateway) { Member = "charge", DeviceClass = "battery", StateClass = Measurement, Unit = "%" },
        new("range", Sensor, "Range", EntityNeed.Gateway) { Member = "range", DeviceClass = "distance", StateClass = Measurement, Unit = "km" },
        new("odometer", Sensor, "Odometer", EntityNeed.Gateway)
        {
            Member = "odometer", DeviceClass = "distance", StateClass = "total_increasing", Unit = "km", Precision = 1,
        },
        new("age", Sensor, "Age of values", EntityNeed.Gateway)
        {
            Topic = topics.Age, DeviceClass = "duration", StateClass = Measurement, Unit = "min", IsDiagnostic = true,
        },
        new("heard", Sensor, "Last heard", EntityNeed.Gateway) { Member = "heardAt", DeviceClass = "timestamp", IsDiagnostic = true },
        Enumeration("status", "Status", "status", VehicleStatus.Unknown),
        new("time_to_full", Sensor, "Time to full", EntityNeed.Link) { Member = "timeToFull", DeviceClass = "duration", StateClass = Measurement, Unit = "min" },
        Enumeration("selector", "Selector", "selector", Selector.Unknown),
        YesNo("park_brake", "Park brake", "parkBrake"),
        YesNo("ready", "Ready to drive", "ready"),
        YesNo("plugged", "Plug", "plugged", "plug"),
        YesNo("charge_requested", "Asks for charge", "chargeRequested"),
        new("speed", Sensor, "Speed", EntityNeed.Link) { Member = "speed", DeviceClass = "speed", StateClass = Measurement, Unit = "km/h" },
        new("voltage", Sensor, "Battery voltage", EntityNeed.Link) { Member = "voltage", DeviceClass = "voltage", StateClass = Measurement, Unit = "V", Precision = 1 },
        new("current", Sensor, "Battery current", EntityNeed.Link) { Member = "current", DeviceClass = "current", StateClass = Measurement, Unit = "A", Precision = 1 },
        new("power", Sensor, "Battery power", EntityNeed.Link) { Member = "power", DeviceClass = "power", StateClass = Measurement, Unit = "kW", Precision = 2 },
        Temperature(1),
        Temperature(2),
        Enumeration("system_state", "System state", "systemState", SystemState.Unknown) with { IsDiagnostic = true, IsEnabled = false },
        Enumeration("battery_state", "Battery state", "batteryState", BatteryState.Unknown) with { IsDiagnostic = true, IsEnabled = false },
        .. ValuesJson.AlertNames.Select(Alert),
        new("link", Sensor, "Link", EntityNeed.Gateway)
        {
            Member = "state", Topic = topics.Link, DeviceClass = "enum", Options = [.. EnumNames<O2X.Actors.LinkState>.All], Attributes = topics.Link, IsDiagnostic = true,
        },
        new("event", "event", "Event", EntityNeed.Gateway) { Topic = topics.Event, EventTypes = [.. EnumNames<VehicleEventKind>.All] },
    ];

    private static HomeAssistantEntity Enumeration<T>(string key, string name, string member, T unknown)
        where T : struct, Enum => new(key, Sensor, name, EntityNeed.Link)
        {
            Member = member, DeviceClass = "enum", Options = [.. EnumNames<T>.All.Where(option => option != EnumNames<T>.Of(unknown))],
        };

    private static HomeAssistantEntity YesNo(string key, string name, string member, string? deviceClass = null) =>
        new(key, BinarySensor, name, EntityNeed.Link) { Member = member, DeviceClass = deviceClass };

    private static HomeAssistantEntity Temperature(int number) => new($"battery_temperature_{number}", Sensor, $"Battery temperature {number}", EntityNeed.Link)
    {
        Member = $"batteryTemperature{number}", DeviceClass = "temperature", StateClass = Measurement, Unit = "°C",
    };

    // parkingBrake: alert_parking_brake, Alert: parking brake
    private static HomeAssistantEntity Alert(string name)
    {
        var words = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
        return new($"alert_{words}", BinarySensor, $"Alert: {words.Replace('_', ' ')}", EntityNeed.Link)
        {
            Member = $"alerts.{name}", DeviceClass = "problem", IsDiagnostic = true,
        };
    }
}

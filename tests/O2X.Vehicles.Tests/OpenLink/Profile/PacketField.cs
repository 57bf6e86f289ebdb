using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tests.OpenLink.Profile;

/// <summary>A field of a packet as the document names it.</summary>
/// <param name="Name">The document's name.</param>
/// <param name="Set">Gives it a value that is written as in the document.</param>
/// <param name="Samples">Values that together turn every bit that the field uses.</param>
internal sealed record PacketField<T>(string Name, Func<T, string, T> Set, params string[] Samples);

internal static class PacketFields
{
    public static readonly PacketField<OpenLinkInformation>[] Information =
    [
        new("status", (of, text) => of with { Status = Named<VehicleStatus>(text) }, "parked", "driving", "charging"),
        new("selector", (of, text) => of with { Selector = Named<Selector>(text) }, "reverse", "neutral", "drive"),
        new("park brake", (of, text) => of with { ParkBrake = OffOn(text) }, "off", "on"),
        new("ready to drive", (of, text) => of with { Ready = NoYes(text) }, "no", "yes"),
        new("system state", (of, text) => of with { SystemState = Named<SystemState>(text) }, "init", "charging"),
        new("charge asked for", (of, text) => of with { ChargeRequested = NoYes(text) }, "no", "yes"),
        new("plugged in", (of, text) => of with { Plugged = NoYes(text) }, "no", "yes"),
        new("battery state", (of, text) => of with { BatteryState = Named<BatteryState>(text) }, "ready", "docerror"),
        new("alerts that are on", (of, text) => of with { KnownAlerts = AllAlerts, CurrentAlerts = AlertsIn(text) }, "all"),
        new("alerts that were on before the last change", (of, text) => of with { KnownAlerts = AllAlerts, PreviousAlerts = AlertsIn(text) }, "all"),
        new("alerts of which the dongle can tell", (of, text) => of with { KnownAlerts = AlertsIn(text) }, "all"),
        new("state of charge", (of, text) => of with { StateOfCharge = Int(text) }, "0", "100"),
        new("remaining range", (of, text) => of with { RemainingRange = Int(text) }, "0", "999"),
        new("time until the battery is full", (of, text) => of with { ChargeDelay = Int(text) }, "0", "1092"),
        new("odometer", (of, text) => of with { OdometerTenths = Int(text) }, "0", "16777214"),
        new("age of the newest value", (of, text) => of with { SourceAge = TimeSpan.FromSeconds(Int(text)) }, "0", "254"),
        new("the vehicle's bus is silent", (of, text) => of with { SourceAsleep = NoYes(text) == true }, "yes"),
        new("the values are simulated or replayed", (of, text) => of with { Simulated = NoYes(text) == true }, "yes"),
    ];

    public static readonly PacketField<OpenLinkMeasurements>[] Measurements =
    [
        new("speed", (of, text) => of with { Speed = Int(text) }, "0", "60"),
        new("battery voltage", (of, text) => of with { Centivolts = Int(text) }, "4200", "4255", "6500", "6400", "4864"),
        new("battery current", (of, text) => of with { Deciamperes = Int(text) }, "0", "-1"),
        new("first battery temperature", (of, text) => of with { BatteryTemperature1 = Int(text) }, "0", "-1"),
        new("second battery temperature", (of, text) => of with { BatteryTemperature2 = Int(text) }, "0", "-1"),
        new("time until the battery is full", (of, text) => of with { TimeToFull = Int(text) }, "0", "65534"),
        new("how long the dongle has been running", (of, text) => of with { Uptime = uint.Parse(text, CultureInfo.InvariantCulture) }, "4294967295"),
    ];

    private const Alerts AllAlerts = (Alerts)0xFF;

    /// <summary>What an example's table says.</summary>
    public static T Read<T>(this PacketField<T>[] fields, T nothing, IEnumerable<string[]> rows) =>
        rows.Where(row => row[0] != "sequence number").Aggregate(nothing, (of, row) => fields.Single(field => field.Name == row[0]).Set(of, row[1]));

    /// <summary>The names of an enumeration as the SDK spells them, in its order.</summary>
    public static IReadOnlyList<string> NamesOf<T>()
        where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => typeof(T).GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? name)];

    public static T Named<T>(string text)
        where T : struct, Enum =>
        Enum.GetValues<T>()[NamesOf<T>().ToList().IndexOf(text)];

    public static bool? NoYes(string text) => text switch { "no" => false, "yes" => true, "unknown" => null, _ => throw new FormatException(text) };

    public static Alerts AlertsIn(string text) => text switch
    {
        "none" => Alerts.None,
        "all" => AllAlerts,
        _ => text.Split(", ").Aggregate(Alerts.None, (all, name) => all | Enum.Parse<Alerts>(name, ignoreCase: true)),
    };

    private static ParkBrakeStatus OffOn(string text) => text switch
    {
        "off" => ParkBrakeStatus.NotActivated,
        "on" => ParkBrakeStatus.Activated,
        "unknown" => ParkBrakeStatus.Unknown,
        _ => throw new FormatException(text),
    };

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

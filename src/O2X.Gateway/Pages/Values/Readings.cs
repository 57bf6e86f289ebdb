using System.Globalization;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Pages.Values;

/// <summary>
/// What a view says of each value: as it was heard in this run, or else as the last information received has it, which is stale, or that
/// it is not known. Values of another vehicle than the one that is subscribed to are none.
/// </summary>
internal sealed class Readings
{
    private static readonly (Signal Signal, string Label, string Name)[] _named =
    [
        (Signal.StateOfCharge, "Charge", "charge"),
        (Signal.Status, "Status", "status"),
        (Signal.RemainingRange, "Range", "range"),
        (Signal.Odometer, "Odometer", "odometer"),
        (Signal.Speed, "Speed", "speed"),
        (Signal.Selector, "Selector", "selector"),
        (Signal.ParkBrake, "Park brake", "park-brake"),
        (Signal.Ready, "Ready to drive", "ready"),
        (Signal.TimeToFull, "Full in", "time-to-full"),
        (Signal.Plugged, "Plugged in", "plugged"),
        (Signal.ChargeRequested, "Asks for charge", "charge-requested"),
        (Signal.PackVoltage, "Voltage", "voltage"),
        (Signal.PackCurrent, "Current", "current"),
        (Signal.BatteryTemperature1, "Battery temp. 1", "temperature-1"),
        (Signal.BatteryTemperature2, "Battery temp. 2", "temperature-2"),
        (Signal.SystemState, "System state", "system"),
        (Signal.BatteryState, "Battery state", "battery"),
    ];

    private readonly VehicleView _view;
    private readonly VehicleSnapshot? _snapshot;
    private readonly VehicleInformation? _information;

    public Readings(VehicleView view)
    {
        _view = view;
        var wanted = view.SubscribedVin ?? view.Identity.Vin;
        _snapshot = view.Snapshot is { } snapshot && IsOf(snapshot.Vin, wanted) ? snapshot : null;
        _information = view.Information is { } information && IsOf(information.Vin, wanted) ? information : null;
    }

    /// <summary>Whether the source says that it simulates or replays.</summary>
    public bool IsSimulated => _snapshot is { IsSimulated: true };

    /// <summary>Whether the vehicle told anything at all, now or before.</summary>
    public bool IsAnything => _snapshot is not null || _information is not null;

    public Reading this[Signal signal]
    {
        get
        {
            var (_, label, name) = _named.First(named => named.Signal == signal);
            if (_snapshot is { } snapshot && SignalText.Of(in snapshot, signal) is { } heard)
                return Make(label, name, heard, snapshot.QualityOf(signal), snapshot.AgeOf(signal, _view.Timestamp));
            return _information is { } information && TextOf(information, signal) is { } kept
                ? Make(label, name, kept, Quality.Stale, AgeOf(information))
                : new Reading(label, name, null, null, Quality.Unknown, null);
        }
    }

    /// <summary>The charge as a number for the gauge.</summary>
    public double? Charge => _snapshot?.StateOfCharge ?? (double?)_information?.Data.BatterySoc.Value;

    /// <summary>The alerts that are on, and the set before them.</summary>
    public AlertReading Alerts()
    {
        if (_snapshot is { } snapshot && snapshot.CurrentAlerts.Known != O2X.Vehicles.Alerts.None)
        {
            return new AlertReading(
                AlertReading.Names(snapshot.CurrentAlerts),
                snapshot.PreviousAlerts.Known == O2X.Vehicles.Alerts.None ? null : AlertReading.Names(snapshot.PreviousAlerts),
                snapshot.QualityOf(Signal.Alerts),
                snapshot.AgeOf(Signal.Alerts, _view.Timestamp));
        }

        // What was kept does not tell an alert that was off from one that was not known: only those that were on say something.
        return _information is { CurrentAlert: { Active: not O2X.Vehicles.Alerts.None } kept } information
            ? new AlertReading(AlertReading.Names(kept), null, Quality.Stale, AgeOf(information))
            : AlertReading.Unknown;
    }

    private static bool IsOf(Vin? said, Vin? wanted) => said is null || wanted is null || said == wanted;

    private TimeSpan? AgeOf(VehicleInformation information) =>
        information.ReceivedAtUnsynchronised || information.ReceivedAt > _view.At ? null : _view.At - information.ReceivedAt;

    private static Reading Make(string label, string name, string text, Quality quality, TimeSpan? age)
    {
        // SignalText parts number and unit by a space; words have no number before one.
        var space = text.LastIndexOf(' ');
        var isNumber = space > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-');
        return isNumber
            ? new Reading(label, name, text[..space].Replace('-', '−'), text[(space + 1)..], quality, age)
            : new Reading(label, name, Words(text), null, quality, age);
    }

    // The states of the SDK have long names.
    private static string Words(string text) => string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string? TextOf(VehicleInformation information, Signal signal) => signal switch
    {
        Signal.StateOfCharge => TextOf(information.Data.BatterySoc),
        Signal.RemainingRange => TextOf(information.Data.RemainingAutonomy),
        Signal.Odometer => TextOf(information.Data.TotalOdometer, "0.0"),
        Signal.TimeToFull => TextOf(information.Data.ChargeDelay),
        Signal.Selector => Name(information.Data.Rnd, Selector.Unknown),
        Signal.SystemState => Name(information.Data.SystemState, SystemState.Unknown),
        Signal.BatteryState => Name(information.Data.BatteryState, BatteryState.Unknown),
        Signal.Status => Name(information.Status, VehicleStatus.Unknown),
        Signal.ParkBrake => information.Data.ParkBrakeStatus switch
        {
            ParkBrakeStatus.Activated => "on",
            ParkBrakeStatus.NotActivated => "off",
            _ => null,
        },
        _ => null,
    };

    private static string? TextOf(Quantity quantity, string? format = null) =>
        quantity.Value is { } value ? $"{value.ToString(format, CultureInfo.InvariantCulture)} {quantity.Unit}" : null;

    private static string? Name<T>(T value, T unknown)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, unknown) ? null : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

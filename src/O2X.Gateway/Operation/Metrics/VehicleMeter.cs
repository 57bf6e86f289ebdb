using System.Diagnostics.Metrics;
using System.Text.Json;
using O2X.Gateway.Feed;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Operation.Metrics;

/// <summary>
/// What Prometheus is told of the vehicle and the gateway, in base units: the meter <see cref="Name"/>. All of it is read when somebody
/// asks. The tag <c>vehicle</c> is the alias; a VIN is in none. A value that is not live is not told; its age is, as long as it is known.
/// </summary>
internal sealed class VehicleMeter : IDisposable
{
    public const string Name = "O2X.Gateway";

    private const double MetresInKilometre = 1000;
    private const double KilometresInHour = 3.6;

    private static readonly (Signal Signal, string Name, string? Unit, string What, Func<VehicleSnapshot, double?> Of)[] _values =
    [
        (Signal.StateOfCharge, "charge.ratio", null, "Charge of the battery, 0 to 1.", snapshot => snapshot.StateOfCharge / 100.0),
        (Signal.RemainingRange, "range", "m", "Range that is left.", snapshot => snapshot.RemainingRange * MetresInKilometre),
        (Signal.Odometer, "odometer", "m", "Distance driven in all.", snapshot => (double?)snapshot.Odometer * MetresInKilometre),
        (Signal.TimeToFull, "time_to_full", "s", "Time until the battery is full.", snapshot => snapshot.TimeToFull?.TotalSeconds),
        (Signal.Speed, "speed", "m/s", "Speed.", snapshot => snapshot.Speed / KilometresInHour),
        (Signal.PackVoltage, "battery.voltage", "V", "Voltage of the battery.", snapshot => (double?)snapshot.PackVoltage),
        (Signal.PackCurrent, "battery.current", "A", "Current of the battery, positive into it.", snapshot => (double?)snapshot.PackCurrent),
        (Signal.BatteryTemperature1, "battery.temperature1", "Cel", "First temperature of the battery.", snapshot => snapshot.BatteryTemperature1),
        (Signal.BatteryTemperature2, "battery.temperature2", "Cel", "Second temperature of the battery.", snapshot => snapshot.BatteryTemperature2),
    ];

    private static readonly (Signal Signal, string Word)[] _signals =
        [.. Enum.GetValues<Signal>().Select(signal => (signal, JsonNamingPolicy.SnakeCaseLower.ConvertName(signal.ToString())))];

    private static readonly (VehicleStatus Status, string Word)[] _statuses =
        [.. Enum.GetValues<VehicleStatus>().Select(status => (status, JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString())))];

    private readonly Meter _meter;
    private readonly LiveVehicle _vehicle;

    public VehicleMeter(LiveVehicle vehicle, EventFeed feed, IMeterFactory meters)
    {
        _vehicle = vehicle;
        _meter = meters.Create(Name);
        foreach (var value in _values) _meter.CreateObservableGauge($"o2x.vehicle.{value.Name}", () => Live(value.Signal, value.Of), value.Unit, value.What);
        _meter.CreateObservableGauge("o2x.value.age", Ages, "s", "How long ago a value was heard.");
        _meter.CreateObservableUpDownCounter("o2x.vehicle.status", Statuses, null, "1 for the status that the vehicle has, 0 for each other one.");
        _meter.CreateObservableUpDownCounter("o2x.vehicle.info", Info, null, "1; which engine and source have the vehicle.");
        _meter.CreateObservableCounter("o2x.feed.records", () => feed.LastId, "{record}", "Statuses, events and reports of the link that were kept, in all runs.");
        _meter.CreateObservableCounter("o2x.feed.records.lost", () => feed.Lost, "{record}", "Records that were given up because they could not be kept.");
        _meter.CreateObservableUpDownCounter("o2x.feed.listeners", () => feed.Listeners, "{listener}", "Pages, streams and others that listen.");
        _meter.CreateObservableGauge("o2x.feed.failing", () => feed.IsFailing ? 1 : 0, null, "1 while what happens cannot be kept, 0 otherwise.");
    }

    public void Dispose() => _meter.Dispose();

    private Measurement<double>[] Live(Signal signal, Func<VehicleSnapshot, double?> of)
    {
        var view = _vehicle.View();
        return view.Snapshot is { } snapshot && view.QualityOf(signal) == Quality.Live && of(snapshot) is { } value ? [new(value, Vehicle(view))] : [];
    }

    private IEnumerable<Measurement<double>> Ages()
    {
        var view = _vehicle.View();
        foreach (var (signal, word) in _signals)
        {
            if (view.AgeOf(signal) is { } age) yield return new(age.TotalSeconds, Vehicle(view), new("value", word));
        }
    }

    private IEnumerable<Measurement<int>> Statuses()
    {
        var view = _vehicle.View();
        var present = view.Snapshot?.Status ?? VehicleStatus.Unknown;
        return _statuses.Select(status => new Measurement<int>(status.Status == present ? 1 : 0, Vehicle(view), new("status", status.Word)));
    }

    private Measurement<int>[] Info()
    {
        var view = _vehicle.View();
        return [new(1, Vehicle(view), new("id", view.Identity.Id.ToString()), new("source", Word(view.Source.Kind.ToString())))];
    }

    private static string Word(string word) => JsonNamingPolicy.SnakeCaseLower.ConvertName(word);

    private static KeyValuePair<string, object?> Vehicle(VehicleView view) => new("vehicle", view.Identity.Alias);
}

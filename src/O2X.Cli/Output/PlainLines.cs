using System.Text;
using O2X.Actors;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;

namespace O2X.Cli.Output;

/// <summary>One line of text for each thing that happens, and for values when they have changed: for files, pipes and plain terminals.</summary>
internal sealed class PlainLines : IOutput
{
    private static readonly Signal[] _shown =
    [
        Signal.Status, Signal.StateOfCharge, Signal.RemainingRange, Signal.Odometer, Signal.Speed, Signal.Selector, Signal.ParkBrake,
        Signal.Ready, Signal.TimeToFull, Signal.PackVoltage, Signal.PackCurrent, Signal.BatteryTemperature1, Signal.BatteryTemperature2,
        Signal.Plugged, Signal.SystemState, Signal.BatteryState, Signal.Alerts,
    ];

    private readonly StreamWriter _writer;
    private readonly Refreshes _refreshes = new();
    private string _values = "";
    private string _link = "";
    private VehicleSnapshot _last;

    public PlainLines(Stream stream, bool flushEachLine) =>
        _writer = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 16 * 1024, leaveOpen: true)
        {
            AutoFlush = flushEachLine,
            NewLine = "\n",
        };

    /// <summary>Whether values are shown at the end rather than on the way.</summary>
    public bool EndsWithValues { get; init; }

    public void Information(in VehicleSnapshot snapshot)
    {
        if (!_refreshes.Has(in snapshot)) return;
        if (EndsWithValues)
        {
            _last = snapshot;
            return;
        }

        var values = Values(in snapshot);
        if (values == _values) return;
        _values = values;
        Line(snapshot.ReceivedAt, "values", values);
    }

    public void Status(in VehicleSnapshot snapshot)
    {
        _last = snapshot;
        Line(snapshot.ReceivedAt, "status", Values(in snapshot));
    }

    public void Event(VehicleEvent happened) =>
        Line(happened.At, "event", Wording.Of(happened.Kind) + Because(Wording.Of(happened.Fault)));

    public void Link(LinkReport report)
    {
        if (report is { State: LinkState.Idle, Fault: null }) return;
        if (report.InvalidData is { } invalid)
        {
            Line(report.At, "link", $"invalid data: {invalid.Malformed} malformed and {invalid.Implausible} implausible of {invalid.Packets} packets");
            return;
        }

        var vin = report.Vin is null ? "" : $" {report.Vin}";
        var proof = report.State == LinkState.Ready ? report.IsVerified ? " (verified)" : " (not verified)" : "";
        var reason = report.State is LinkState.Connecting or LinkState.Verifying or LinkState.Ready ? null : Wording.Of(report.Fault);
        var text = Wording.Of(report) + vin + proof + Because(reason);
        if (text != _link) Line(report.At, "link", text);
        _link = text;
    }

    public void Scenario(DateTimeOffset at, ScenarioMoment moment) => Line(at, "story", moment.ToString());

    public async ValueTask DisposeAsync()
    {
        if (EndsWithValues && _last.Sequence > 0)
        {
            _writer.WriteLine();
            foreach (var signal in _shown)
            {
                var value = Wording.Value(in _last, signal);
                if (value != Wording.Unknown) _writer.WriteLine($"{Wording.Words(signal.ToString()),-22}{value}");
            }

            _last = default;
        }

        await _writer.FlushAsync().ConfigureAwait(false);
    }

    private static string Because(string? reason) => reason is null ? "" : $": {reason}";

    private static string Values(in VehicleSnapshot state)
    {
        var text = new StringBuilder(Wording.Value(in state, Signal.Status));
        Add(text, "", in state, Signal.StateOfCharge);
        Add(text, "range ", in state, Signal.RemainingRange);
        Add(text, "odometer ", in state, Signal.Odometer);
        Add(text, "", in state, Signal.Speed);
        Add(text, "", in state, Signal.Selector);
        Add(text, "brake ", in state, Signal.ParkBrake);
        Add(text, "full in ", in state, Signal.TimeToFull);
        if (state.CurrentAlerts.Active != Alerts.None) text.Append(", alerts: ").Append(Wording.Alerts(state.CurrentAlerts));
        if (state.IsReceivedAtUnsynchronised) text.Append(", ").Append(Wording.ClockUnsynchronised);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string label, in VehicleSnapshot state, Signal signal)
    {
        var value = Wording.Value(in state, signal);
        if (value != Wording.Unknown) text.Append(", ").Append(label).Append(value);
    }

    private void Line(DateTimeOffset at, string kind, string text) => _writer.WriteLine($"{Wording.Seconds(at)} {kind,-6} {text}");
}

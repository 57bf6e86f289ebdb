using System.Globalization;
using O2X.Actors;
using O2X.Links.Time;
using O2X.Vehicles;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace O2X.Cli.Output;

/// <summary>
/// Draws the dashboard into the room there is: what the car does and how its link stands first, then its values, then what happened.
/// Of colours only green and red are used, which can be read on a light and on a dark ground, and they say nothing that a word does
/// not say too.
/// </summary>
internal sealed class DashboardRenderer(LineCanvas canvas, string source, TimeProvider clock, TimeZoneInfo zone)
{
    private const int NarrowBelow = 72;
    private const int LogRowsAtLeast = 4;

    // Fixed, so that nothing moves when a value gets longer: the longest label, and "stale 59 min".
    private const int LabelWidth = 10;
    private const int AgeWidth = 12;

    private static readonly Style _bold = new(decoration: Decoration.Bold);
    private static readonly Style _dim = new(decoration: Decoration.Dim);
    private static readonly Style _alarming = new(Color.Maroon, decoration: Decoration.Bold);

    private static readonly (string Label, Signal Signal)[] _driving =
    [
        ("Charge", Signal.StateOfCharge),
        ("Range", Signal.RemainingRange),
        ("Odometer", Signal.Odometer),
        ("Speed", Signal.Speed),
        ("Selector", Signal.Selector),
        ("Park brake", Signal.ParkBrake),
        ("Ready", Signal.Ready),
    ];

    private static readonly (string Label, Signal Signal)[] _battery =
    [
        ("Full in", Signal.TimeToFull),
        ("Plugged in", Signal.Plugged),
        ("Voltage", Signal.PackVoltage),
        ("Current", Signal.PackCurrent),
        ("Temp. 1", Signal.BatteryTemperature1),
        ("Temp. 2", Signal.BatteryTemperature2),
        ("System", Signal.SystemState),
    ];

    /// <summary>Draws a picture.</summary>
    /// <param name="picture">What to show.</param>
    /// <param name="width">The terminal's width in characters.</param>
    /// <param name="height">The terminal's height in lines.</param>
    /// <returns>At most <paramref name="height"/> lines.</returns>
    public IReadOnlyList<string> Draw(Picture picture, int width, int height)
    {
        List<string> lines = [.. canvas.Lines(Head(picture), width)];
        var room = Math.Max(0, height - lines.Count - LogRowsAtLeast);
        lines.AddRange(Values(picture.Vehicle ?? default, width, room));

        var rows = Math.Clamp(height - lines.Count, 0, picture.Log.Count);
        if (rows > 0) lines.AddRange(canvas.Lines(Log(picture.Log.TakeLast(rows)), width).TakeLast(height - lines.Count));
        return lines.Count <= height ? lines : lines[..height];
    }

    private Rows Head(Picture picture)
    {
        var vin = picture.Link?.Vin is { } sought ? $" · {sought}" : "";
        var vehicle = picture.Vehicle ?? default;
        return new Rows(
            new Text($"o2x · {source}{vin}", _bold),
            Line("Vehicle").Append(Wording.Value(in vehicle, Signal.Status), _bold).Append(vehicle.IsSimulated ? ", simulated" : ""),
            Link(picture.Link),
            Alerts(vehicle));
    }

    private Paragraph Link(LinkReport? report)
    {
        var line = Line("Link");
        if (report is not { } link) return line.Append("starting");
        line.Append(Wording.Of(link), new Style(ColourOf(link), decoration: Decoration.Bold));
        if (link.State == LinkState.Ready) line.Append(link.IsVerified ? ", VIN verified" : ", VIN not verified");
        else if (link.NextAttemptIn is { } wait) line.Append($", {Wording.Duration(NotNegative(wait - Since(link)))} left after {Attempts(link)}");
        else if (link.State != LinkState.Idle) line.Append($" for {Wording.Duration(NotNegative(Since(link)))}");
        if (link.Rssi is { } rssi) line.Append(string.Create(CultureInfo.InvariantCulture, $", {rssi} dBm"));
        if (link.State != LinkState.Ready && Wording.Of(link.Fault) is { } reason) line.Append($"\n{reason}");
        return line;
    }

    private static Paragraph Alerts(in VehicleSnapshot vehicle)
    {
        var (current, previous) = (vehicle.CurrentAlerts, vehicle.PreviousAlerts);
        var line = Line("Alerts");
        line.Append(
            current.Known == Vehicles.Alerts.None ? "unknown" : Wording.Alerts(current),
            current.Active == Vehicles.Alerts.None ? Style.Plain : _alarming);
        return previous.Known == Vehicles.Alerts.None ? line : line.Append($", before: {Wording.Alerts(previous)}");
    }

    /// <summary>Both groups of values in frames, or without them where there is little room, or as many values as there is room for.</summary>
    private string[] Values(VehicleSnapshot vehicle, int width, int room)
    {
        var (driving, battery) = (Table(_driving, in vehicle), Table(_battery, in vehicle));
        var isNarrow = width < NarrowBelow;
        var framed = canvas.Lines(Together(Framed("Vehicle", driving), Framed("Battery", battery)), width);
        return framed.Length <= room ? framed : [.. canvas.Lines(Together(driving, battery), width).Take(room)];

        IRenderable Together(IRenderable left, IRenderable right) =>
            isNarrow ? new Rows(left, right) : new Columns(left, right) { Expand = true };
    }

    private static Panel Framed(string title, Table values) =>
        new(values) { Header = new PanelHeader($" {title} "), Border = BoxBorder.Rounded, Expand = true };

    private Table Table((string Label, Signal Signal)[] signals, in VehicleSnapshot vehicle)
    {
        var table = new Table { Border = TableBorder.None, Expand = true, ShowHeaders = false };
        table.AddColumn(new TableColumn(Text.Empty) { Width = LabelWidth, NoWrap = true });
        table.AddColumn(new TableColumn(Text.Empty) { Alignment = Justify.Right, NoWrap = true });
        table.AddColumn(new TableColumn(Text.Empty) { Width = AgeWidth, Alignment = Justify.Right, NoWrap = true });
        foreach (var (label, signal) in signals)
        {
            var quality = vehicle.QualityOf(signal);
            var style = quality == Quality.Live ? Style.Plain : _dim;
            table.AddRow(new Text(label, style), new Text(Wording.Value(in vehicle, signal), style), new Text(Age(in vehicle, signal, quality), style));
        }

        return table;
    }

    private string Age(in VehicleSnapshot vehicle, Signal signal, Quality quality)
    {
        if (quality == Quality.Unknown || vehicle.AgeOf(signal, clock.GetTicks()) is not { } age) return "unknown";
        return quality == Quality.Stale ? $"stale {Wording.Age(age)}" : Wording.Age(age);
    }

    private Rows Log(IEnumerable<LogEntry> entries) => new(entries.Select(entry =>
    {
        var time = TimeZoneInfo.ConvertTime(entry.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return new Paragraph()
            .Append($"{time} {Wording.Camel(entry.Kind),-6} ", _dim)
            .Append(entry.Text, entry.Kind == LogKind.Event ? _alarming : Style.Plain);
    }));

    private static Paragraph Line(string label) => new Paragraph().Append($"{label,-8}", _dim);

    private TimeSpan Since(LinkReport link) => clock.GetUtcNow() - link.At;

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private static string Attempts(LinkReport link) => link.FailedAttempts == 1 ? "1 attempt" : $"{link.FailedAttempts} attempts";

    private static Color ColourOf(LinkReport link) => link.State switch
    {
        LinkState.Ready => Color.Green,
        LinkState.Stale when !link.IsAsleep => Color.Maroon,
        LinkState.WaitingForAdapter => Color.Maroon,
        _ => Color.Default,
    };
}

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

    // Fixed, so that nothing moves when a value gets longer: the longest label, and " stale 59 min".
    private const int LabelWidth = 10;
    private const int AgeWidth = 13;
    private const int RoomForAge = 34;
    private const int FrameWidth = 4;
    private const int Gap = 2;

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

    private LinkReport? _link;
    private long _linkAt;

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
            Line("Vehicle").Append(Wording.Value(in vehicle, Signal.Status), _bold).Append(vehicle.IsSimulated ? ", simulated" : "")
                .Append(vehicle.IsReceivedAtUnsynchronised ? $", {Wording.ClockUnsynchronised}" : ""),
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
        else if (link.State != LinkState.Idle) line.Append($", {Wording.Duration(NotNegative(Since(link)))}");
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
        var isNarrow = width < NarrowBelow;
        var half = isNarrow ? width : (width - Gap) / 2;
        var framed = canvas.Lines(Together(Framed("Vehicle", _driving), Framed("Battery", _battery)), width);
        return framed.Length <= room ? framed : [.. canvas.Lines(Together(Rows(_driving, half), Rows(_battery, half)), width).Take(room)];

        IRenderable Together(IRenderable left, IRenderable right) => isNarrow
            ? new Rows(left, right)
            : new Grid().AddColumn(Column(half + Gap)).AddColumn(Column(half)).AddRow(left, right);

        Panel Framed(string title, (string Label, Signal Signal)[] signals) =>
            new(Rows(signals, half - FrameWidth)) { Header = new PanelHeader(title), Border = BoxBorder.Rounded, Width = half };

        Rows Rows((string Label, Signal Signal)[] signals, int columns) =>
            new(signals.Select(signal => Row(signal.Label, signal.Signal, in vehicle, columns)));
    }

    private static GridColumn Column(int width) => new() { Width = width, Padding = new Padding(0, 0, 0, 0), NoWrap = true };

    private Text Row(string label, Signal signal, in VehicleSnapshot vehicle, int columns)
    {
        var quality = vehicle.QualityOf(signal);
        var ageWidth = columns < RoomForAge ? 0 : AgeWidth;
        var value = Wording.Value(in vehicle, signal).PadLeft(Math.Max(1, columns - LabelWidth - ageWidth));
        var age = ageWidth == 0 ? "" : Age(in vehicle, signal, quality).PadLeft(ageWidth);
        var row = label.PadRight(LabelWidth) + value + age;
        return new Text(row[..Math.Min(row.Length, Math.Max(1, columns))], quality == Quality.Live ? Style.Plain : _dim);
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

    // How long a state has held is counted from when it is first drawn: the wall clock may be set meanwhile.
    private TimeSpan Since(LinkReport link)
    {
        if (!ReferenceEquals(link, _link)) (_link, _linkAt) = (link, clock.GetTicks() - (clock.GetUtcNow() - link.At).Ticks);
        return TimeSpan.FromTicks(clock.GetTicks() - _linkAt);
    }

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

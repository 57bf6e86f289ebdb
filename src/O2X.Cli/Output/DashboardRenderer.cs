using System.Globalization;
using O2X.Actors;
using O2X.Links.Time;
using O2X.Vehicles;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace O2X.Cli.Output;

/// <summary>
/// Draws the dashboard. Only the eight basic colours are used, which a terminal's theme fits to a light or dark ground, and no colour
/// says anything that a word does not say too.
/// </summary>
internal sealed class DashboardRenderer(string source, TimeProvider clock, TimeZoneInfo zone)
{
    private const int NarrowBelow = 72;
    private const int LogRowsAtLeast = 3;
    private const int BatteryRows = 8;

    private static readonly (string Label, Signal Signal)[] _driving =
    [
        ("State of charge", Signal.StateOfCharge),
        ("Range", Signal.RemainingRange),
        ("Odometer", Signal.Odometer),
        ("Speed", Signal.Speed),
        ("Selector", Signal.Selector),
        ("Park brake", Signal.ParkBrake),
        ("Ready", Signal.Ready),
    ];

    private static readonly (string Label, Signal Signal)[] _battery =
    [
        ("Time to full", Signal.TimeToFull),
        ("Plugged in", Signal.Plugged),
        ("Voltage", Signal.PackVoltage),
        ("Current", Signal.PackCurrent),
        ("Battery temp. 1", Signal.BatteryTemperature1),
        ("Battery temp. 2", Signal.BatteryTemperature2),
        ("System", Signal.SystemState),
    ];

    /// <summary>Draws a picture.</summary>
    /// <param name="picture">What to show.</param>
    /// <param name="width">The terminal's width in characters.</param>
    /// <param name="height">The terminal's height in lines; the log takes what is left.</param>
    public IRenderable Draw(Picture picture, int width, int height)
    {
        var isNarrow = width < NarrowBelow;
        var now = clock.GetTicks();
        var driving = Values("Vehicle", _driving, picture.Vehicle, now);
        var battery = Values("Battery", _battery, picture.Vehicle, now);
        IRenderable values = isNarrow ? new Rows(driving, battery) : new Columns(driving, battery) { Expand = true };

        var used = 6 + (isNarrow ? 2 : 1) * (BatteryRows + 3);
        return new Rows(
            Head(picture),
            values,
            Alerts(picture.Vehicle),
            Log(picture.Log, Math.Max(LogRowsAtLeast, height - used - 3)));
    }

    private Rows Head(Picture picture)
    {
        var vehicle = picture.Link?.Vin is { } vin ? $" · {vin}" : "";
        var title = new Text($"o2x · {source}{vehicle}", new Style(decoration: Decoration.Bold));
        if (picture.Link is not { } link) return new Rows(title, Text.Empty);

        var state = new Paragraph();
        state.Append(Wording.Of(link), new Style(ColourOf(link.State), decoration: Decoration.Bold));
        if (link.State == LinkState.Ready) state.Append(link.IsVerified ? ", VIN verified" : ", VIN not verified");
        if (link.Rssi is { } rssi) state.Append(string.Create(CultureInfo.InvariantCulture, $", {rssi} dBm"));
        if (picture.Vehicle is { } known) state.Append($" · {Wording.Value(in known, Signal.Status)}", new Style(decoration: Decoration.Bold));
        if (picture.Vehicle is { IsSimulated: true }) state.Append(" · simulated");
        if (link.State != LinkState.Ready && Wording.Of(link.Fault) is { } reason) state.Append($"\n{reason}");
        return new Rows(title, state, Text.Empty);
    }

    private static Table Values(string title, (string Label, Signal Signal)[] signals, VehicleSnapshot? vehicle, long now)
    {
        var table = new Table { Border = TableBorder.Rounded, Expand = true };
        table.AddColumn(new TableColumn(new Text(title, new Style(decoration: Decoration.Bold))));
        table.AddColumn(new TableColumn(Text.Empty).RightAligned());
        table.AddColumn(new TableColumn(Text.Empty).RightAligned());
        foreach (var (label, signal) in signals)
        {
            var state = vehicle ?? default;
            var quality = state.QualityOf(signal);
            var style = quality == Quality.Live ? Style.Plain : new Style(decoration: Decoration.Dim);
            var age = quality == Quality.Unknown || state.AgeOf(signal, now) is not { } time ? "" : Wording.Duration(time);
            table.AddRow(
                new Text(label, style),
                new Text(Wording.Value(in state, signal), style),
                new Text(quality == Quality.Stale ? $"stale, {age}" : age, style));
        }

        return table;
    }

    private static Paragraph Alerts(VehicleSnapshot? vehicle)
    {
        var state = vehicle ?? default;
        var line = new Paragraph("Alerts: ", new Style(decoration: Decoration.Bold));
        var style = state.CurrentAlerts.Active == Vehicles.Alerts.None ? Style.Plain : new Style(Color.Maroon, decoration: Decoration.Bold);
        return line.Append(state.CurrentAlerts.Known == Vehicles.Alerts.None ? "not known" : Wording.Alerts(state.CurrentAlerts), style);
    }

    private Rows Log(IReadOnlyList<LogEntry> log, int rows)
    {
        var lines = log.Skip(Math.Max(0, log.Count - rows)).Select(entry =>
        {
            var time = TimeZoneInfo.ConvertTime(entry.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            var style = entry.Kind == LogKind.Event ? new Style(Color.Maroon, decoration: Decoration.Bold) : Style.Plain;
            return (IRenderable)new Paragraph()
                .Append($"{time} ", new Style(decoration: Decoration.Dim))
                .Append(entry.Text, style);
        });
        return new Rows([Text.Empty, .. lines]);
    }

    private static Color ColourOf(LinkState state) => state switch
    {
        LinkState.Ready => Color.Green,
        LinkState.Stale or LinkState.WaitingForAdapter => Color.Maroon,
        LinkState.Idle => Color.Default,
        _ => Color.Olive,
    };
}

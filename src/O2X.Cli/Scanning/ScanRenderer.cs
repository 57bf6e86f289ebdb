using System.Globalization;
using O2X.Cli.Output;
using O2X.Links.Time;
using Spectre.Console;

namespace O2X.Cli.Scanning;

/// <summary>
/// Draws the table of a scan into the room there is: in a narrow terminal the columns go that say least. Colours say nothing that a word
/// does not say too.
/// </summary>
/// <param name="canvas">What it is drawn on.</param>
/// <param name="hasBlocks">Whether the terminal can show block characters.</param>
/// <param name="title">What is scanned.</param>
/// <param name="table">What was heard.</param>
/// <param name="clock">The clock that sightings are stamped with.</param>
internal sealed class ScanRenderer(LineCanvas canvas, bool hasBlocks, string title, ScanTable table, TimeProvider clock)
{
    private const int TitleLines = 2;
    private const int TableHeadLines = 1;
    private const int GapOfTight = 1;
    private const int GapOfWide = 2;
    private const int AddressWidth = 17;
    private const int StrengthWidth = 13;
    private const int BarWidth = 5;
    private const int ProfileWidth = 9;
    private const int TagWidth = 3;
    private const int HeardWidth = 6;
    private const int LeastName = 8;
    private const int MostName = 32;

    private static readonly Style _bold = new(decoration: Decoration.Bold);
    private static readonly Style _dim = new(decoration: Decoration.Dim);
    private static readonly Style _match = new(Color.Green, decoration: Decoration.Bold);

    private readonly long _began = clock.GetTicks();

    /// <summary>Draws.</summary>
    /// <param name="width">The terminal's width in characters.</param>
    /// <param name="height">The terminal's height in lines.</param>
    /// <returns>At most <paramref name="height"/> lines.</returns>
    public IReadOnlyList<string> Draw(int width, int height)
    {
        var now = clock.GetTicks();
        var rows = table.Rows(now);
        var columns = ColumnsFor(width, rows);
        List<string> lines =
        [
            .. canvas.Lines(new Text(title, _bold), width).Take(TitleLines),
            .. canvas.Lines(new Text(Summary(rows, now)), width).Take(1),
        ];
        var room = Math.Max(0, height - lines.Count - TableHeadLines);
        // The last line tells of those for which there is no room.
        var shown = rows.Count <= room ? rows.Count : Math.Max(0, room - 1);
        lines.AddRange(canvas.Lines(TableOf([.. rows.Take(shown)], columns, now), width));
        if (shown < rows.Count) lines.AddRange(canvas.Lines(new Text($"and {rows.Count - shown} more", _dim), width));
        return lines.Count <= height ? lines : lines[..height];
    }

    private string Summary(IReadOnlyList<HeardDevice> rows, long now)
    {
        var count = rows.Count switch
        {
            0 => "nothing heard yet",
            1 => "1 device",
            _ => string.Create(CultureInfo.InvariantCulture, $"{rows.Count} devices"),
        };
        var match = rows.Any(row => row.Tag == TagMatch.Yes) ? ", the vehicle among them" : "";
        return $"{Wording.Duration(TimeSpan.FromTicks(now - _began))}: {count}{match}";
    }

    private Table TableOf(IReadOnlyList<HeardDevice> rows, Columns columns, long now)
    {
        var drawn = new Table { Border = TableBorder.None, ShowHeaders = true, Expand = false };
        Add("Address", AddressWidth);
        if (columns.Name > 0) Add("Name", columns.Name);
        Add("Strength", columns.HasBar ? StrengthWidth : StrengthWidth - BarWidth);
        if (columns.HasProfile) Add("Profile", ProfileWidth);
        Add("VIN", TagWidth, isLast: !columns.HasHeard);
        if (columns.HasHeard) Add("Heard", HeardWidth, isLast: true);
        foreach (var row in rows) drawn.AddRow(Cells(row, columns, now));
        return drawn;

        void Add(string header, int width, bool isLast = false) => drawn.AddColumn(new TableColumn(new Text(header, _dim))
        {
            Width = width,
            NoWrap = true,
            Padding = new Padding(0, 0, isLast ? 0 : columns.Gap, 0),
        });
    }

    private List<Text> Cells(HeardDevice device, Columns columns, long now)
    {
        var isGone = ScanTable.IsGone(device, now);
        var style = isGone ? _dim : Style.Plain;
        List<Text> cells = [Cell(Harmless.Of(device.Address), style)];
        if (columns.Name > 0) cells.Add(Cell(device.Name ?? Wording.Unknown, style));
        cells.Add(Cell(Strength(device, columns.HasBar && !isGone), style));
        if (columns.HasProfile) cells.Add(Cell(device.Profile ?? Wording.Unknown, style));
        cells.Add(Cell(ScanWords.Of(device.Tag), device.Tag == TagMatch.Yes && !isGone ? _match : style));
        if (columns.HasHeard) cells.Add(Cell(Wording.Age(TimeSpan.FromTicks(Math.Max(0, now - device.LastHeard))), style));
        return cells;
    }

    private static Text Cell(string text, Style style) => new(text, style) { Overflow = Overflow.Ellipsis };

    private string Strength(HeardDevice device, bool hasBar)
    {
        if (device.Rssi is not { } rssi) return Wording.Unknown;
        var number = string.Create(CultureInfo.InvariantCulture, $"{rssi,4} dBm");
        if (!hasBar) return number;
        var level = device.Strength switch { >= -60 => 4, >= -70 => 3, >= -80 => 2, >= -90 => 1, _ => 0 };
        return $"{number} {(hasBlocks ? "▂▄▆█" : "####")[..level]}";
    }

    private static Columns ColumnsFor(int width, IReadOnlyList<HeardDevice> rows)
    {
        // Address, strength and match are what the table is for.
        const int Least = AddressWidth + StrengthWidth - BarWidth + TagWidth;
        var gap = width < Least + (2 * GapOfWide) ? GapOfTight : GapOfWide;
        var left = width - Least - (2 * gap);
        var hasBar = Take(ref left, BarWidth);
        var hasHeard = Take(ref left, gap + HeardWidth);
        var hasProfile = left >= gap + ProfileWidth + gap + LeastName && Take(ref left, gap + ProfileWidth);
        var longest = rows.Count == 0 ? LeastName : Math.Clamp(rows.Max(row => row.Name?.Length ?? 0), LeastName, MostName);
        return new Columns(gap, left >= gap + LeastName ? Math.Min(left - gap, longest) : 0, hasBar, hasProfile, hasHeard);
    }

    private static bool Take(ref int left, int width)
    {
        if (left < width) return false;
        left -= width;
        return true;
    }

    private readonly record struct Columns(int Gap, int Name, bool HasBar, bool HasProfile, bool HasHeard);
}

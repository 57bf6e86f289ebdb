using System.Globalization;
using System.Text;
using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Reports;

/// <summary>Results as a table in Markdown.</summary>
internal static class RowTable
{
    public static string Write(IEnumerable<Row> rows)
    {
        var table = new StringBuilder();
        table.AppendLine("| What, against what | unit | baseline | ours | ratio | aim |").AppendLine("|---|---|---|---|---|---|");
        foreach (var row in rows)
        {
            table.AppendLine(CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Unit} | {Number(row.Baseline)} | {Number(row.Contender)} | **{Number(row.Ratio)}**{SpreadOf(row)} | {AimOf(row)} |");
        }

        return table.ToString();
    }

    private static string SpreadOf(Row row) =>
        row.Spread.Least == row.Spread.Most ? "" : $" ({Number(row.Spread.Least)}–{Number(row.Spread.Most)})";

    private static string AimOf(Row row) => row.Aim is not { } aim ? "" : row.Ratio >= aim ? $"≥ {Number(aim)}" : $"≥ {Number(aim)}, **missed**";

    private static string Number(double value) => value.ToString(
        Math.Abs(value) switch
        {
            >= 100 => "N0",
            >= 10 => "0.0",
            _ => "0.00",
        }, CultureInfo.InvariantCulture);
}

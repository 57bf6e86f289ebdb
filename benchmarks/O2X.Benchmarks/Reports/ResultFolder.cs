using System.Text.Json;
using System.Text.Json.Serialization;
using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Reports;

/// <summary>
/// The folder of the reports: one Markdown file for each comparison, all rows in <c>latest.json</c>, and a table of all in the README
/// above it. What was not measured this time is kept.
/// </summary>
internal sealed class ResultFolder(string path)
{
    private const string Begin = "<!-- results: written by run.sh -->";
    private const string End = "<!-- end of results -->";

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private string RowsFile => Path.Combine(path, "latest.json");

    /// <summary>Writes what a comparison found.</summary>
    /// <param name="circumstances">On what it was measured.</param>
    public void Write(Comparison comparison, Findings findings, string circumstances)
    {
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, $"{comparison.Key}.md"), $"""
            # {comparison.Title}

            {circumstances}.
            Measured in turns in one process: medians of the rounds, and of the rounds' ratios; more than 1 is ours better.

            {RowTable.Write(findings.Rows)}
            {findings.Details.TrimEnd()}

            """);
        var all = Read().Where(kept => kept.Comparison != comparison.Key).Concat(findings.Rows.Select(row => new KeptRow(comparison.Key, row))).ToList();
        all = [.. all.OrderBy(kept => ComparisonList.PositionOf(kept.Comparison))];
        File.WriteAllText(RowsFile, JsonSerializer.Serialize(all.Select(kept => kept.ToJson()), _json) + "\n");
        WriteSummary(all);
    }

    private void WriteSummary(IEnumerable<KeptRow> rows)
    {
        var readme = Path.Combine(path, "..", "README.md");
        var text = File.ReadAllText(readme);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin) throw new InvalidOperationException($"{readme} lacks the marks between which the results stand: {Begin} and {End}.");
        File.WriteAllText(readme, $"{text[..(begin + Begin.Length)]}\n{RowTable.Write(rows.Select(kept => kept.Row))}{text[end..]}");
    }

    private List<KeptRow> Read() =>
        File.Exists(RowsFile) ? JsonSerializer.Deserialize<List<JsonRow>>(File.ReadAllText(RowsFile), _json)!.ConvertAll(row => row.ToKept()) : [];

    private sealed record KeptRow(string Comparison, Row Row)
    {
        public JsonRow ToJson() => new(
            Row.Name, Rounded(Row.Baseline), Rounded(Row.Contender), Row.Unit, Rounded(Row.Ratio), Row.Aim, Rounded(Row.Spread.Least), Rounded(Row.Spread.Most), Comparison);

        private static double Rounded(double value) => double.Parse(value.ToString("G5", null), null);
    }

    private sealed record JsonRow(string Name, double Baseline, double Contender, string Unit, double Ratio, double? Aim, double Least, double Most, string Comparison)
    {
        public KeptRow ToKept() => new(Comparison, new Row(Name, Baseline, Contender, Unit, Ratio) { Aim = Aim, Spread = (Least, Most) });
    }
}

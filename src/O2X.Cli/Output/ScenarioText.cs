using System.Globalization;
using O2X.Simulator.Scenarios;

namespace O2X.Cli.Output;

/// <summary>Scenarios in lines of text.</summary>
internal static class ScenarioText
{
    /// <summary>A line for each.</summary>
    public static IEnumerable<string> List(IReadOnlyList<Scenario> scenarios) =>
        Columns([.. scenarios.Select(scenario => new[] { scenario.Name, scenario.Title })]);

    /// <summary>What one is, and its timeline.</summary>
    public static IEnumerable<string> Of(Scenario scenario)
    {
        string[][] rows =
        [
            ["AT", "AGAIN", "WHAT", "NOTE"],
            .. scenario.Steps.OrderBy(step => step.At.Least).Select(step => new[] { step.At.ToString(), Again(step), step.Text ?? "", step.Note ?? "" }),
        ];
        string[] about = scenario.Description.Length > 0 ? [$"{scenario.Name}: {scenario.Title}", scenario.Description] : [$"{scenario.Name}: {scenario.Title}"];
        return [.. about, "", .. Columns(rows), "", End(scenario)];
    }

    private static string End(Scenario scenario) =>
        (scenario.Length is { } length
            ? string.Create(CultureInfo.InvariantCulture, $"Ends after {length.TotalSeconds:0.###} s")
            : "Ends when its steps are over and no fault lasts")
        + $"; chance is drawn from the seed {scenario.Seed}.";

    private static string Again(ScenarioStep step) =>
        step.Every is not { } every ? "" : step.Times is { } times ? $"every {every}, {times} times" : $"every {every}";

    private static IEnumerable<string> Columns(string[][] rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("", row.Select((cell, column) => widths[column] == 0 ? "" : cell.PadRight(widths[column] + 2))).TrimEnd());
    }
}

namespace O2X.Benchmarks.Reports;

/// <summary>Measures what is asked for and writes the reports.</summary>
internal static class ReportRun
{
    /// <summary>Returns whether all of it could be measured.</summary>
    /// <param name="folder">Where the reports go; null: nowhere, they are shown alone.</param>
    /// <param name="filters">Parts of the keys of what is measured; none: all.</param>
    public static async Task<bool> RunAsync(string? folder, bool isQuick, IReadOnlyList<string> filters, TextWriter output, TextWriter progress)
    {
        var chosen = ComparisonList.All.Where(one => filters.Count == 0 || filters.Any(filter => one.Key.Contains(filter, StringComparison.OrdinalIgnoreCase))).ToList();
        if (chosen.Count == 0)
        {
            progress.WriteLine($"Nothing is called so. There are: {string.Join(", ", ComparisonList.All.Select(one => one.Key))}.");
            return false;
        }

        foreach (var comparison in chosen)
        {
            progress.WriteLine($"{comparison.Key}: {comparison.Title}");
            var load = new MachineLoad();
            var findings = await comparison.RunAsync(new Effort(isQuick, progress));
            var circumstances = $"{Machine.Describe()}; {load.OfOthers()}{(isQuick ? "; quick, so only roughly" : "")}";
            output.WriteLine();
            output.WriteLine(RowTable.Write(findings.Rows));
            if (folder is not null) new ResultFolder(folder).Write(comparison, findings, circumstances);
        }

        return true;
    }
}

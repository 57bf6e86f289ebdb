using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Reports;

/// <summary>What can be measured by itself, and has a report of its own.</summary>
/// <param name="Key">What selects it: the name of its report.</param>
/// <param name="Title">The heading of its report.</param>
/// <param name="RunAsync">Measures.</param>
internal sealed record Comparison(string Key, string Title, Func<Effort, Task<Findings>> RunAsync);

/// <summary>How much to measure, and whom to tell how far it is.</summary>
internal sealed record Effort(bool IsQuick, TextWriter Progress)
{
    public Budget Budget => IsQuick ? Budget.Quick : Budget.Full;
}

/// <summary>What a comparison found.</summary>
/// <param name="Rows">The results.</param>
/// <param name="Details">What else there is to know, as Markdown.</param>
internal sealed record Findings(IReadOnlyList<Row> Rows, string Details);

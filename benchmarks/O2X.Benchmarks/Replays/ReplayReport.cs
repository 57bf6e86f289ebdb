using System.Globalization;
using System.Text;
using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Replays;

/// <summary>What was measured, as rows and as a section of a report.</summary>
internal static class ReplayReport
{
    private const double PythonAim = 50;
    private const double RateAim = 3;

    // Shorter logs are over while the just-in-time compiler still works.
    private const long LeastLines = 10_000_000;

    // A process that has read for longer has compiled more; a leak of a bit a line would be more than this.
    private const double MemoryAim = 0.8;

    /// <summary>Lines in words.</summary>
    public static string Count(long lines) => lines % 1_000_000 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{lines / 1_000_000} million")
        : lines.ToString("N0", CultureInfo.InvariantCulture);

    public static IReadOnlyList<Row> Rows(IReadOnlyList<ReplayOutcome> outcomes) =>
    [
        .. outcomes.SelectMany(Rates),
        .. outcomes.Where(outcome => outcome.OnOneCore).SelectMany(outcome => ProcessorTime(outcome)),
        .. outcomes.Where(outcome => outcome.OnOneCore).Select(ToTheAim),
        Memory(outcomes, Reader.EveryUpdate),
        Memory(outcomes, Reader.EverySecond),
    ];

    public static string Markdown(IReadOnlyList<ReplayOutcome> outcomes)
    {
        var text = new StringBuilder();
        text.AppendLine("## A candump log, read to its end");
        text.AppendLine();
        text.AppendLine("Generated logs in the page cache, read in turns, each time by a new process: from opening the log to the last line, with the just-in-time");
        text.AppendLine("compiler's work in it, without the start of the runtime or of Python. Medians of the rounds; a reader that counts a line or a state too few");
        text.AppendLine("or too many voids the run. python-can reads at most 10 million lines (200,000 in quick runs) and decodes nothing; the plain reader splits and");
        text.AppendLine("parses strings and decodes with the engine's decoder; the engine is the whole of it, with one subscriber.");
        text.AppendLine();
        text.AppendLine("| Log | Reader | Rounds | million lines/s (min–max) | CPU ns a line | peak memory, MiB | speed, times python-can's |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var outcome in outcomes)
        {
            foreach (var (reader, readings) in outcome.Readings)
            {
                var rates = readings.Select(reading => reading.Rate).ToArray();
                var name = reader == Reader.PythonCan && outcome.Step.PythonLines != outcome.Step.Lines ? $"{reader.Name} ({Count(outcome.Step.PythonLines)} lines)" : reader.Name;
                text.AppendLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {outcome.Where} | {name} | {readings.Count} | {rates.Median():0.00} ({rates.Min():0.00}–{rates.Max():0.00}) | {outcome.Median(reader, reading => reading.CpuNanoseconds):0} | {outcome.Median(reader, reading => reading.PeakBytes) / 1048576:0} | {outcome.Ratios(reader, Reader.PythonCan, reading => reading.Rate).Median():0.0} |"));
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Row> Rates(ReplayOutcome outcome)
    {
        yield return Rate(outcome, Reader.PythonCan, Reader.EveryUpdate);
        yield return Rate(outcome, Reader.PythonCan, Reader.EverySecond);
        yield return Rate(outcome, Reader.LineByLine, Reader.EveryUpdate);
        yield return Rate(outcome, Reader.LineByLine, Reader.EverySecond);
    }

    private static Row Rate(ReplayOutcome outcome, Reader peer, Reader ours) => Beside(
        $"replay: {peer.Name}, {outcome.Where}; {ours.Name}", "million lines/s", outcome, peer, ours, reading => reading.Rate, outcome.Ratios(ours, peer, reading => reading.Rate));

    private static IEnumerable<Row> ProcessorTime(ReplayOutcome outcome) =>
        from peer in (Reader[])[Reader.PythonCan, Reader.LineByLine]
        from ours in (Reader[])[Reader.EveryUpdate, Reader.EverySecond]
        select Beside(
            $"replay: processor time of {peer.Name}, {outcome.Where}; {ours.Name}", "ns a line", outcome, peer, ours,
            reading => reading.CpuNanoseconds, outcome.Ratios(peer, ours, reading => reading.CpuNanoseconds));

    private static Row Beside(
        string name, string unit, ReplayOutcome outcome, Reader peer, Reader ours, Func<Reading, double> value, IEnumerable<double> ratios) =>
        Row.Of(name, unit, outcome.Readings[peer].Select(value), outcome.Readings[ours].Select(value), [.. ratios]) with { Aim = AimBeside(peer, outcome) };

    private static double? AimBeside(Reader peer, ReplayOutcome outcome) => peer == Reader.PythonCan && outcome.Step.Lines >= LeastLines ? PythonAim : null;

    private static Row ToTheAim(ReplayOutcome outcome)
    {
        var rates = outcome.Readings[Reader.EveryUpdate].Select(reading => reading.Rate / RateAim).ToArray();
        return new Row(
            $"replay: {RateAim} million lines a second, {outcome.Where}; {Reader.EveryUpdate.Name}",
            RateAim,
            rates.Median() * RateAim,
            "million lines/s",
            rates.Median()) { Spread = (rates.Min(), rates.Max()), Aim = outcome.Step.Lines >= LeastLines ? 1 : null };
    }

    private static Row Memory(IReadOnlyList<ReplayOutcome> outcomes, Reader reader)
    {
        var (shortest, longest) = (outcomes.MinBy(outcome => outcome.Step.Lines)!, outcomes.MaxBy(outcome => outcome.Step.Lines)!);
        var (little, much) = (Peak(shortest), Peak(longest));
        return new Row(
            $"replay: memory, {Count(shortest.Step.Lines)} lines beside {Count(longest.Step.Lines)}; {reader.Name}", little, much, "MiB", little / much)
        {
            Spread = (little / much, little / much),
            Aim = MemoryAim,
        };

        double Peak(ReplayOutcome outcome) => outcome.Median(reader, reading => reading.PeakBytes) / 1048576;
    }
}

using O2X.Benchmarks.Reports;

namespace O2X.Benchmarks.Replays;

/// <summary>
/// Reads generated logs with python-can, with a plain reader and with the engine, in turns, each time in a new process: lines a second,
/// processor time and peak of memory, with all cores and bound to one.
/// </summary>
internal static class ReplayComparison
{
    private const long BytesALine = 48;

    private static readonly Reader[] _readers = [Reader.PythonCan, Reader.LineByLine, Reader.EveryUpdate, Reader.EverySecond];

    public static Comparison Comparison { get; } = new("replay", "A candump log, beside what people read it with", RunAsync);

    private static async Task<Findings> RunAsync(Effort effort)
    {
        var progress = effort.Progress;
        var folder = Directory.CreateTempSubdirectory("o2x-replay-").FullName;
        try
        {
            var outcomes = new List<ReplayOutcome>();
            foreach (var step in effort.IsQuick ? ReplayStep.Quick : ReplayStep.Full)
            {
                var log = Make(folder, step.Lines, progress);
                var pythonLog = Make(folder, step.PythonLines, progress);
                foreach (var onOneCore in (bool[])[false, true])
                {
                    var outcome = await RunAsync(step, log, pythonLog, onOneCore);
                    await progress.WriteLineAsync($"{outcome.Where}: {outcome.Median(Reader.EverySecond, reading => reading.Rate):0.00} million lines a second");
                    outcomes.Add(outcome);
                }

                File.Delete(log);
            }

            return new Findings(ReplayReport.Rows(outcomes), ReplayReport.Markdown(outcomes));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ReplayOutcome> RunAsync(ReplayStep step, string log, string pythonLog, bool onOneCore)
    {
        var readings = _readers.ToDictionary(reader => reader, _ => new List<Reading>());
        for (var round = 0; round < step.Rounds; round++)
        {
            foreach (var reader in _readers)
            {
                var isPython = reader == Reader.PythonCan;
                readings[reader].Add(await reader.ReadAsync(isPython ? pythonLog : log, isPython ? step.PythonLines : step.Lines, onOneCore));
            }
        }

        return new ReplayOutcome(step, onOneCore, readings.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Reading>)pair.Value));
    }

    private static string Make(string folder, long lines, TextWriter progress)
    {
        var path = Path.Combine(folder, $"{lines}.log");
        if (File.Exists(path)) return path;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < lines * BytesALine * 3 / 2) throw new InvalidOperationException($"{lines} lines do not fit: {free >> 20} MiB are free in {folder}.");
        progress.WriteLine($"Writing a log of {ReplayReport.Count(lines)} lines.");
        LogMaker.Write(path, lines);
        return path;
    }
}

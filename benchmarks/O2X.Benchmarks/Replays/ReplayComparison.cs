using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Replays;

/// <summary>
/// Reads generated logs with python-can, with a plain reader and with the engine, in turns, each time in a new process: lines a second,
/// processor time and peak of memory, with all cores and bound to one.
/// </summary>
internal static class ReplayComparison
{
    private const long BytesALine = 48;

    private static readonly Reader[] _readers = [Reader.PythonCan, Reader.LineByLine, Reader.EveryUpdate, Reader.EverySecond];

    /// <summary>Measures.</summary>
    /// <param name="quick">About a minute, with shorter logs.</param>
    /// <param name="progress">Takes a line a step.</param>
    /// <returns>The results, and a section for a report in Markdown.</returns>
    /// <exception cref="InvalidOperationException">A reader failed or counted wrongly: the run is void.</exception>
    public static async Task<(IReadOnlyList<Row> Rows, string Markdown)> RunAsync(bool quick, TextWriter progress)
    {
        var folder = Directory.CreateTempSubdirectory("o2x-replay-").FullName;
        try
        {
            var outcomes = new List<ReplayOutcome>();
            foreach (var step in quick ? ReplayStep.Quick : ReplayStep.Full)
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

            return (ReplayReport.Rows(outcomes), ReplayReport.Markdown(outcomes));
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

using System.Diagnostics;
using System.Text.Json;
using O2X.Benchmarks.Peers;

namespace O2X.Benchmarks.Replays;

/// <summary>A way to read a log, which is run in a process of its own: its peak of memory is its alone, and its start is cold each time.</summary>
/// <param name="Name">What a report calls it.</param>
/// <param name="Key">What the command line calls it.</param>
/// <param name="UpdatesIn">How many states it must count in so many lines (whole seconds of the log).</param>
internal sealed record Reader(string Name, string Key, Func<long, long> UpdatesIn)
{
    private const int Second = LogMaker.LinesASecond;
    private const int Updates = LogMaker.LinesASecond - LogMaker.VinLinesASecond;

    /// <summary>Debian's python3-can; it counts messages and decodes nothing.</summary>
    public static Reader PythonCan { get; } = new("python-can", "python-can", _ => 0);

    /// <summary>The parts of the VIN are updates to the bare decoder; a charger that is not plugged in is none.</summary>
    public static Reader LineByLine { get; } = new("plain C#, line by line", "line-by-line", lines => lines - (lines / Second));

    /// <summary>In the first second the VIN is not known: only the state that it ends with is told. One more is told when the link ends.</summary>
    public static Reader EveryUpdate { get; } = new("engine, every update told", "every-update", lines => ((lines / Second) - 1) * Updates + 2);

    /// <summary>As the command replays: an element a second of the log.</summary>
    public static Reader EverySecond { get; } = new("engine, told each second of the log", "every-second", lines => (lines / Second) + 1);

    /// <summary>Reads a log in this process, and writes what it took as JSON.</summary>
    public static async Task RunHereAsync(string key, string path, TextWriter output)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var start = TimeProvider.System.GetTimestamp();
        var (lines, updates) = key switch
        {
            "line-by-line" => LineByLineReader.Read(path),
            "every-update" => await EngineReader.ReadAsync(path, TimeSpan.Zero),
            "every-second" => await EngineReader.ReadAsync(path, TimeSpan.FromSeconds(1)),
            _ => throw new ArgumentException($"There is no reader {key}.", nameof(key)),
        };
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        await output.WriteLineAsync(JsonSerializer.Serialize(
            new Reading(lines, updates, elapsed.TotalSeconds, cpu.TotalSeconds, Process.GetCurrentProcess().PeakWorkingSet64)));
    }

    /// <summary>Reads a log in a new process.</summary>
    /// <param name="path">The log.</param>
    /// <param name="lines">How many lines are in it.</param>
    /// <param name="onOneCore">Whether the process is bound to one core.</param>
    /// <exception cref="InvalidOperationException">It failed, or counted other than what is in the log.</exception>
    public async Task<Reading> ReadAsync(string path, long lines, bool onOneCore)
    {
        var assembly = typeof(Reader).Assembly.Location;
        string[] command = this == PythonCan
            ? ["/usr/bin/python3", Path.Combine(Path.GetDirectoryName(assembly)!, "Replays", "python_can_reader.py"), path]
            : ["dotnet", assembly, "read-log", Key, path];
        if (onOneCore) command = ["taskset", "--cpu-list", "0", .. command];
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Name} ended with {process.ExitCode}. (Debian: python3-can, util-linux.)");
        var reading = JsonSerializer.Deserialize<Reading>(text)!;
        return reading.Lines == lines && reading.Updates == UpdatesIn(lines)
            ? reading
            : throw new InvalidOperationException(
                $"{Name} counted {reading.Lines} of {lines} lines, and {reading.Updates} of {UpdatesIn(lines)} states: the run is void.");
    }
}

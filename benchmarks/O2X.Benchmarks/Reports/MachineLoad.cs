using System.Globalization;

namespace O2X.Benchmarks.Reports;

/// <summary>How much of the machine others took while something was measured.</summary>
internal sealed class MachineLoad
{
    private const string Statistics = "/proc/stat";

    // Linux counts in hundredths of a second, whatever the kernel's own tick is.
    private static readonly TimeSpan _unit = TimeSpan.FromMilliseconds(10);

    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly TimeSpan _own = Environment.CpuUsage.TotalTime;
    private readonly TimeSpan? _all = Busy();

    /// <summary>The part that others took of all cores since this was made, with words; where the system does not tell, that.</summary>
    public string OfOthers()
    {
        if (_all is not { } before || Busy() is not { } after) return "the load of others is not known";
        var elapsed = TimeProvider.System.GetElapsedTime(_start) * Environment.ProcessorCount;
        var others = (after - before - (Environment.CpuUsage.TotalTime - _own)) / elapsed;
        return string.Create(CultureInfo.InvariantCulture, $"others took {Math.Clamp(others * 100, 0, 100):0} % of the machine");
    }

    private static TimeSpan? Busy()
    {
        if (!File.Exists(Statistics)) return null;
        using var file = new StreamReader(Statistics);
        var fields = file.ReadLine()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        // user, nice, system, idle, iowait, irq, softirq, steal
        return _unit * (fields[0] + fields[1] + fields[2] + fields[5] + fields[6] + fields[7]);
    }
}

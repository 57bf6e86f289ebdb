namespace O2X.Benchmarks.Measurement;

/// <summary>What one case cost in one round.</summary>
/// <param name="Nanoseconds">By the clock, an operation.</param>
/// <param name="CpuNanoseconds">Of processor time of the whole process, an operation.</param>
/// <param name="Bytes">Allocated in the whole process, an operation.</param>
internal readonly record struct Sample(double Nanoseconds, double CpuNanoseconds, double Bytes);

/// <summary>Something to measure: does so many operations and returns when they are done.</summary>
internal sealed record Case(string Name, Action<int> Run)
{
    /// <summary>The operations are a multiple of this.</summary>
    public int Least { get; init; } = 1;
}

/// <summary>How long to measure.</summary>
internal sealed record Budget(int Rounds, TimeSpan Round, TimeSpan WarmUp)
{
    public static Budget Full { get; } = new(11, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(2));

    public static Budget Quick { get; } = new(5, TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(400));
}

/// <summary>
/// Measures cases side by side in one process: after a warm-up, rounds in which each runs once, so that whatever else the machine does
/// hits all alike. (A benchmark runner starts a process each, which is good for a single method and bad for a ratio between pipelines.)
/// </summary>
internal static class SideBySide
{
    /// <summary>The samples of each case, one a round.</summary>
    public static IReadOnlyList<IReadOnlyList<Sample>> Measure(IReadOnlyList<Case> cases, Budget budget)
    {
        var operations = cases.Select(one => WarmUp(one, budget)).ToArray();
        var samples = cases.Select(_ => new List<Sample>()).ToArray();
        for (var round = 0; round < budget.Rounds; round++)
        {
            for (var i = 0; i < cases.Count; i++) samples[i].Add(Measure(cases[i], operations[i]));
        }

        return samples;
    }

    // Returns how many operations fill a round.
    private static int WarmUp(Case one, Budget budget)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        for (var operations = Math.Max(64, one.Least); ; operations *= 2)
        {
            var began = clock.GetTimestamp();
            one.Run(operations);
            var took = clock.GetElapsedTime(began);
            if (took < budget.Round / 4 || clock.GetElapsedTime(start) < budget.WarmUp / 2) continue;

            while (clock.GetElapsedTime(start) < budget.WarmUp) one.Run(operations);
            began = clock.GetTimestamp();
            one.Run(operations);
            return one.Least * (int)Math.Max(1, operations * (budget.Round / clock.GetElapsedTime(began)) / one.Least);
        }
    }

    private static Sample Measure(Case one, int operations)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = TimeProvider.System.GetTimestamp();
        one.Run(operations);
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        return new Sample(
            elapsed.TotalNanoseconds / operations,
            (Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds / operations,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)operations);
    }
}

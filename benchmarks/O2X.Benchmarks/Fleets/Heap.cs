namespace O2X.Benchmarks.Fleets;

/// <summary>What the managed heap holds.</summary>
internal static class Heap
{
    /// <summary>The bytes that live after everything that can be collected is.</summary>
    public static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

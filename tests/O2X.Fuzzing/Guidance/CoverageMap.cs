using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace O2X.Fuzzing.Guidance;

/// <summary>
/// What instrumented assemblies count while they run: one byte for each edge between two places of the code. Remembers which edges
/// were taken how often, roughly, as afl does. One at a time in a process.
/// </summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;

    private static readonly byte[] Classes = MakeClasses();

    private readonly byte[] _counts = GC.AllocateArray<byte>(Size, pinned: true);
    private readonly byte[] _seen = new byte[Size];

    public CoverageMap()
    {
        Trace.SharedMem = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_counts, 0);
    }

    /// <summary>How many edges were seen.</summary>
    public int Edges { get; private set; }

    /// <summary>A run begins.</summary>
    public static void Begin() => Trace.PrevLocation = 0;

    /// <summary>A run has ended: clears the counts.</summary>
    /// <returns>Whether it took an edge that no run before took, or took one much more often.</returns>
    public bool End()
    {
        var isNew = false;
        var words = MemoryMarshal.Cast<byte, ulong>(_counts.AsSpan());
        for (var at = 0; words[at..].IndexOfAnyExcept(0UL) is var next and >= 0;)
        {
            at += next;
            isNew |= Take(at * sizeof(ulong));
            words[at] = 0;
        }

        return isNew;
    }

    private bool Take(int begin)
    {
        var isNew = false;
        for (var at = begin; at < begin + sizeof(ulong); at++)
        {
            var taken = Classes[_counts[at]];
            if ((taken & ~_seen[at]) == 0) continue;
            if (_seen[at] == 0) Edges++;
            _seen[at] |= taken;
            isNew = true;
        }

        return isNew;
    }

    // One bit each for 1, 2, 3, 4-7, 8-15, 16-31, 32-127 and more times.
    private static byte[] MakeClasses()
    {
        var classes = new byte[256];
        ReadOnlySpan<int> least = [1, 2, 3, 4, 8, 16, 32, 128];
        for (var count = 1; count < classes.Length; count++)
        {
            var bit = 0;
            while (bit + 1 < least.Length && count >= least[bit + 1]) bit++;
            classes[count] = (byte)(1 << bit);
        }

        return classes;
    }
}

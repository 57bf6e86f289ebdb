using System.Runtime.InteropServices;

namespace O2X.Benchmarks.Measurement;

/// <summary>Sleeps to a moment as exactly as Linux can (clock_nanosleep): waits of .NET end up to a millisecond late, and spinning would take a core.</summary>
internal static partial class ExactSleep
{
    private const int Monotonic = 1, Absolute = 1, SetTimerSlack = 29;

    /// <summary>Has the kernel wake the calling thread without the 50 µs by which it may otherwise be late.</summary>
    public static void Prepare() => _ = Prctl(SetTimerSlack, 1, 0, 0, 0);

    /// <summary>The time to sleep by, in ns.</summary>
    public static long Now()
    {
        _ = ClockGetTime(Monotonic, out var time);
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    public static void Until(long nanoseconds)
    {
        var time = new Moment(nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
        _ = ClockNanosleep(Monotonic, Absolute, in time, 0);
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanosleep(int clock, int flags, in Moment until, nint remaining);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out Moment time);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Prctl(int option, nuint value, nuint third, nuint fourth, nuint fifth);

    private readonly record struct Moment(long Seconds, long Nanoseconds);
}

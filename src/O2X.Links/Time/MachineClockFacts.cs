using System.Globalization;
using System.Runtime.InteropServices;

namespace O2X.Links.Time;

/// <summary>What a machine says of its wall clock.</summary>
internal readonly record struct MachineClockFacts
{
    /// <summary>Whether the kernel says that nobody has set its clock right; false where it cannot be asked.</summary>
    public bool KernelDoubts { get; init; }

    /// <summary>Whether systemd-timesyncd has set it since the start.</summary>
    public bool TimeServiceHasSet { get; init; }

    /// <summary>Whether there are hardware clocks.</summary>
    public bool HasHardwareClock { get; init; }

    /// <summary>Whether one of them agrees with the wall clock.</summary>
    public bool HardwareClockAgrees { get; init; }

    /// <summary>Whether it is a PC or a virtual one: if such a machine shows no hardware clock, its host gives it the time.</summary>
    public bool IsPc { get; init; }

    public bool IsSynchronised =>
        !KernelDoubts || TimeServiceHasSet || (HasHardwareClock ? HardwareClockAgrees : IsPc);

    public static MachineClockFacts Gather(TimeProvider time) =>
        KernelClock.IsUnsynchronised() ? GatherFrom("/", time.GetUtcNow(), RuntimeInformation.OSArchitecture) : default;

    /// <summary>Looks at a machine of which the kernel says that its clock is not synchronised.</summary>
    /// <param name="root">The folder in which its file system begins.</param>
    /// <param name="now">Its wall clock.</param>
    /// <param name="architecture">Its processor.</param>
    public static MachineClockFacts GatherFrom(string root, DateTimeOffset now, Architecture architecture)
    {
        var clocks = HardwareClocks(Path.Combine(root, "sys/class/rtc"));
        return new MachineClockFacts
        {
            KernelDoubts = true,
            TimeServiceHasSet = File.Exists(Path.Combine(root, "run/systemd/timesync/synchronized")),
            HasHardwareClock = clocks.Length > 0,
            // Some are set to local time.
            HardwareClockAgrees = clocks.Any(clock => Math.Abs(clock - now.ToUnixTimeSeconds()) < 24 * 60 * 60),
            IsPc = architecture is Architecture.X64 or Architecture.X86,
        };
    }

    private static long[] HardwareClocks(string folder)
    {
        try
        {
            return [.. Directory.GetDirectories(folder).Select(clock => SecondsOf(Path.Combine(clock, "since_epoch")))];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // One that cannot be read does not agree with anything.
    private static long SecondsOf(string file)
    {
        try
        {
            return long.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}

using System.Runtime.InteropServices;

namespace O2X.Links.Time;

/// <summary>What the kernel of a Linux machine says of its wall clock.</summary>
internal static class KernelClock
{
    /// <summary>The answer of <c>adjtimex</c> for a clock that is not synchronised.</summary>
    private const int TimeError = 5;

    // More than struct timex has on any machine. All zero, it asks and changes nothing.
    private const int RoomForTimex = 512;

    /// <summary>Whether the kernel says that its clock is not synchronised; false where it cannot be asked.</summary>
    public static bool IsUnsynchronised()
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            return AskClock(new byte[RoomForTimex]) == TimeError;
        }
        catch (Exception problem) when (problem is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "adjtimex")]
    private static extern int AskClock(byte[] timex);
}

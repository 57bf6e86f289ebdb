namespace O2X.Vehicles.Tests.Tracking;

/// <summary>Ticks written as seconds.</summary>
internal static class Seconds
{
    public static long Ticks(double seconds) => (long)Math.Round(seconds * TimeSpan.TicksPerSecond);

    public static double Of(long ticks) => ticks / (double)TimeSpan.TicksPerSecond;
}

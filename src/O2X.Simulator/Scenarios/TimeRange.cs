using System.Globalization;

namespace O2X.Simulator.Scenarios;

/// <summary>A time, or anywhere between two.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The most; the same as <paramref name="Least"/> when nothing is left to chance.</param>
public readonly record struct TimeRange(TimeSpan Least, TimeSpan Most)
{
    /// <summary>Whether nothing is left to chance.</summary>
    public bool IsFixed => Least == Most;

    /// <summary>In seconds: <c>30 s</c>, <c>5 to 15 s</c>.</summary>
    public override string ToString() => IsFixed ? $"{Seconds(Least)} s" : $"{Seconds(Least)} to {Seconds(Most)} s";

    internal static string Seconds(TimeSpan time) => ((decimal)time.Ticks / TimeSpan.TicksPerSecond).ToString("0.###", CultureInfo.InvariantCulture);

    internal static TimeRange Of(double least, double? most = null) =>
        new(Time(least), Time(most ?? least));

    /// <summary>A number of seconds, to the millisecond.</summary>
    internal static TimeSpan Time(double seconds) => TimeSpan.FromMilliseconds((long)Math.Round(seconds * 1000), 0);

    internal TimeSpan Draw(Random random) => IsFixed ? Least : new TimeSpan(random.NextInt64(Least.Ticks, Most.Ticks + 1));
}

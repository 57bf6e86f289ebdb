using System.Globalization;

namespace O2X.Cli.Capture;

/// <summary>How much was recorded, in words.</summary>
/// <param name="time">What durations and rates are of.</param>
/// <param name="spool">Where the lines go.</param>
/// <param name="unit">What is counted: frames, packets.</param>
internal sealed class CaptureMeter(TimeProvider time, LineSpool spool, string unit)
{
    private readonly long _began = time.GetTimestamp();
    private long _items;
    private (long Items, TimeSpan At) _last;

    /// <summary>Counts one frame or packet.</summary>
    public void Count() => Interlocked.Increment(ref _items);

    private TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>How it stands now: duration, frames or packets, bytes, and the rate since this was last asked for.</summary>
    public string Progress()
    {
        var now = (Items: Volatile.Read(ref _items), At: Elapsed);
        var rate = (now.Items - _last.Items) / Math.Max((now.At - _last.At).TotalSeconds, 1e-3);
        _last = now;
        return Invariant($"{now.At:hh\\:mm\\:ss}, {now.Items:N0} {unit}, {spool.Bytes:N0} bytes, {rate:N0} {unit}/s{Lost()}");
    }

    /// <summary>What it amounted to.</summary>
    /// <param name="target">Where to.</param>
    public string Summary(string target) =>
        Invariant($"{Volatile.Read(ref _items):N0} {unit} in {Elapsed.TotalSeconds:0.0} s, {spool.Bytes:N0} bytes to {target}{Lost()}");

    private string Lost() => spool.Lost == 0 ? "" : Invariant($", {spool.Lost:N0} lines lost because writing was too slow");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using O2X.Links.Can.Log;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Cli.Output;

/// <summary>What a replay amounted to, for standard error.</summary>
internal sealed record ReplaySummary(
    LogStatistics Log, DecodeCounters Decoded, IReadOnlyDictionary<VehicleEventKind, int> Events, TimeSpan Took)
{
    public void WriteTo(TextWriter writer)
    {
        var seconds = Math.Max(Took.TotalSeconds, 1e-6);
        writer.WriteLine(Invariant(
            $"{Log.Frames:N0} frames of {Log.Lines:N0} lines in {Took.TotalSeconds:0.00} s, {Log.Frames / seconds:N0} frames/s"));
        writer.WriteLine(Invariant(
            $"frames: {Decoded.Unknown:N0} of unknown ids, {Decoded.Remote:N0} remote, {Decoded.Extended:N0} extended, {Decoded.ErrorFrames:N0} error frames, {Log.Unheard:N0} while no link was open"));

        // An unreadable line reaches the decoder as an empty frame: it is counted there, but is no frame.
        var unreadable = Math.Min(Log.BadLines, Decoded.Malformed);
        writer.WriteLine(Invariant(
            $"bad frames: {Decoded.Malformed - unreadable:N0} malformed, {Decoded.Implausible:N0} with implausible values; bad lines: {Log.BadLines:N0}{Reasons()}"));
        if (Log.RanBack + Log.ClockSets > 0)
            writer.WriteLine(Invariant($"time: {Log.RanBack:N0} frames out of order, the log's clock was set {Log.ClockSets:N0} times"));
        writer.WriteLine(Invariant(
            $"events: {Count(VehicleEventKind.Disconnected):N0} disconnected, {Count(VehicleEventKind.CantCharge):N0} cantCharge"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private int Count(VehicleEventKind kind) => Events.GetValueOrDefault(kind);

    private string Reasons() => Log.BadLinesByReason.Count == 0
        ? ""
        : $" ({string.Join(", ", Log.BadLinesByReason.Select(bad => Invariant($"{bad.Value:N0} {Wording.Words(bad.Key.ToString())}")))})";
}

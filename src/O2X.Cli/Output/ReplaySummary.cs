using System.Globalization;
using O2X.Links.Can.Log;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Cli.Output;

/// <summary>What a replay amounted to, for standard error.</summary>
internal sealed record ReplaySummary(
    LogStatistics Log, DecodeCounters Decoded, IReadOnlyDictionary<VehicleEventKind, int> Events, TimeSpan Took)
{
    /// <summary>Whether the log is a recording of packets, which have no ids.</summary>
    public bool IsOfPackets { get; init; }

    private string Unit => IsOfPackets ? "packets" : "frames";

    public void WriteTo(TextWriter writer)
    {
        var seconds = Math.Max(Took.TotalSeconds, 1e-6);
        writer.WriteLine(Invariant(
            $"{Log.Frames:N0} {Unit} of {Log.Lines:N0} lines in {Took.TotalSeconds:0.00} s, {Log.Frames / seconds:N0} {Unit}/s"));
        if (IsOfPackets) writer.WriteLine(Invariant($"packets: {Decoded.Unknown:N0} of unknown types, {Decoded.Lost:N0} lost on the way, {Log.Unheard:N0} while no link was open"));
        else writer.WriteLine(Invariant(
            $"frames: {Decoded.Unknown:N0} of unknown ids, {Decoded.Remote:N0} remote, {Decoded.Extended:N0} extended, {Decoded.ErrorFrames:N0} error frames, {Log.Unheard:N0} while no link was open"));

        // An unreadable line reaches the decoder as an empty frame: it is counted there, but is no frame.
        var unreadable = Math.Min(Log.BadLines, Decoded.Malformed);
        writer.WriteLine(Invariant(
            $"bad {Unit}: {Decoded.Malformed - unreadable:N0} malformed, {Decoded.Implausible:N0} with implausible values; bad lines: {Log.BadLines:N0}{Reasons()}"));
        if (Log.RanBack + Log.ClockSets > 0)
            writer.WriteLine(Invariant($"time: {Log.RanBack:N0} {Unit} out of order, the log's clock was set {Log.ClockSets:N0} times"));
        if (Log.IsTorn) writer.WriteLine("the log ends in the middle of a line: its recorder was cut off, and what it had not written yet is missing");
        writer.WriteLine(Invariant(
            $"events: {Count(VehicleEventKind.Disconnected):N0} disconnected, {Count(VehicleEventKind.CantCharge):N0} cantCharge"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private int Count(VehicleEventKind kind) => Events.GetValueOrDefault(kind);

    private string Reasons() => Log.BadLinesByReason.Count == 0
        ? ""
        : $" ({string.Join(", ", Log.BadLinesByReason.Select(bad => Invariant($"{bad.Value:N0} {Wording.Words(bad.Key.ToString())}")))})";
}

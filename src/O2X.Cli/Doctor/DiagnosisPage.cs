using System.Globalization;
using O2X.Actors;
using O2X.Actors.Diagnostics;
using O2X.Cli.Output;
using O2X.Links;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;

namespace O2X.Cli.Doctor;

/// <summary>The page about one source. Pure.</summary>
internal static class DiagnosisPage
{
    private const string MemoryAdvice = "Mend the folder, or name another one with --state.";

    /// <summary>Makes the page.</summary>
    /// <param name="diagnosis">What the engine says.</param>
    /// <param name="memory">What the state folder says.</param>
    /// <param name="at">The time of day, which is not the engine's when it plays a log.</param>
    public static Page Of(Diagnosis diagnosis, Memory memory, DateTimeOffset at) => new(
        $"o2x doctor · {diagnosis.Source.Name} · {Wording.Seconds(at)}",
        [
            new("", [new(Verdict.MarkOf(diagnosis.Conclusion.Cause), "", diagnosis.Conclusion.Text, diagnosis.Conclusion.Advice)]),
            new("Source", [Source(diagnosis)]),
            .. ClockPart.Of(diagnosis.IsClockSynchronised),
            new("Vehicle", [Sought(diagnosis), Remembered(memory), KeptIn(memory)]),
            new("Link", [.. Link(diagnosis)]),
            new("Heard", [.. HeardPart.Of(diagnosis)]),
            new("Packets", [.. Packets(diagnosis)]),
            new("Values", [.. Values(diagnosis)]),
            new("", [new(Mark.Fact, "", "VINs are masked: this page can go into a bug report.")]),
        ]);

    /// <summary>What is remembered, in a line.</summary>
    public static Finding Remembered(Memory memory, string label = "remembered") => memory switch
    {
        { Problem: { } problem } => new(Mark.Wrong, label, problem, MemoryAdvice),
        { Vehicle: { } vehicle } => new(Mark.Right, label, $"{vehicle.Vin}, {vehicle.Profile}{(vehicle.Address is { } address ? $", {address}" : "")}"),
        _ => new(Mark.Fact, label, "none"),
    };

    private static Finding Source(Diagnosis diagnosis)
    {
        var (name, state) = (diagnosis.Source.Name, diagnosis.SourceState);
        return state.Availability switch
        {
            Availability.On => new(Mark.Right, name, "usable"),
            Availability.Off => Unusable("off"),
            Availability.Absent => Unusable("not there"),
            Availability.NoPermission => Unusable("no permission"),
            _ => Unusable("not suitable"),
        };

        Finding Unusable(string what) => IsSaid(diagnosis, state.Advice)
            ? new(Mark.Wrong, name, what)
            : new(Mark.Wrong, name, $"{what}: {state.Detail}", state.Advice);
    }

    private static Finding Sought(Diagnosis diagnosis) => diagnosis.Link switch
    {
        { Vin: { } vin, State: LinkState.Ready, IsVerified: true } => new(Mark.Right, "sought", $"{vin}, verified"),
        { Vin: { } vin } => new(Mark.Fact, "sought", vin.ToString()),
        _ => new(Mark.Fact, "sought", "whichever is there"),
    };

    private static Finding KeptIn(Memory memory) => memory.Folder is { } folder
        ? new(Mark.Fact, "kept in", folder)
        : new(Mark.Fact, "kept in", "no folder; --state names one");

    private static IEnumerable<Finding> Link(Diagnosis diagnosis)
    {
        var link = diagnosis.Link;
        var since = diagnosis.SearchingSince is { } began && link.State is not (LinkState.Idle or LinkState.Ready)
            ? $", sought for {Wording.Duration(diagnosis.At - began)}"
            : "";
        var rssi = link.Rssi is { } dBm ? string.Create(CultureInfo.InvariantCulture, $", {dBm} dBm") : "";
        var address = link.Address is { } at ? $", {at}" : "";
        var state = link is { State: LinkState.Idle, Fault: { } end } ? $"ended: {ReasonOf(end)}" : $"{Wording.Of(link)}{since}{address}{rssi}";
        yield return new(link.State == LinkState.Ready ? Mark.Right : Mark.Fact, "state", state);

        var attempts = diagnosis.Attempts;
        var failed = attempts.FailedInRow switch
        {
            0 => "",
            1 => ", the last one failed",
            _ => string.Create(CultureInfo.InvariantCulture, $", the last {attempts.FailedInRow} failed"),
        };
        var next = attempts.NextAt is { } moment ? $", the next in {Wording.Duration(moment - diagnosis.At)}" : "";
        yield return new(attempts.FailedInRow > 0 ? Mark.Wrong : Mark.Fact, "attempts", $"{Number(attempts.Total)}{failed}{next}");

        if (diagnosis.LastFailure is not { } failure) yield break;
        var ago = Wording.Duration(diagnosis.At - failure.At);
        var isBehind = diagnosis.IsDataFlowing || failure.Fault.Reason == LinkLossReason.BusSilent;
        yield return new(
            isBehind ? Mark.Fact : Mark.Wrong,
            "last failure",
            $"{ago} ago, when {Wording.Of(failure.During)}: {ReasonOf(failure.Fault)}",
            isBehind || IsSaid(diagnosis, failure.Fault.Advice) ? null : failure.Fault.Advice);
    }

    private static IEnumerable<Finding> Packets(Diagnosis diagnosis)
    {
        var packets = diagnosis.Counters.Decoding;
        yield return new(packets.Packets > 0 ? Mark.Right : Mark.Unknown, "received", Number(packets.Packets));
        yield return packets.Invalid == 0
            ? new(Mark.Fact, "invalid", "0")
            : new(Mark.Wrong, "invalid", $"{Number(packets.Malformed)} malformed, {Number(packets.Implausible)} implausible");
        var other = packets.Unknown + packets.Remote + packets.ErrorFrames + packets.Extended;
        if (other > 0)
        {
            yield return new(
                Mark.Fact,
                "not decoded",
                $"{Number(packets.Unknown)} unknown, {Number(packets.Remote)} remote, {Number(packets.ErrorFrames)} error frames, {Number(packets.Extended)} extended");
        }

        if (packets.Dropped > 0) yield return new(Mark.Wrong, "dropped", $"{Number(packets.Dropped)} for want of room");
        if (packets.Lost > 0) yield return Lost(packets);
        if (diagnosis.Counters.StaleEpochs > 0)
            yield return new(Mark.Wrong, "too late", $"{Number(diagnosis.Counters.StaleEpochs)} answers of attempts that had been given up");
        if (diagnosis.Counters.Crashes > 0)
            yield return new(Mark.Wrong, "crashes", $"{Number(diagnosis.Counters.Crashes)} of the engine's parts", "Please report it, with the log.");
    }

    // Some are lost on any radio; every tenth is a sign of a bad place.
    private static Finding Lost(in DecodeCounters packets)
    {
        var sent = packets.Packets + packets.Dropped + packets.Lost;
        var share = string.Create(CultureInfo.InvariantCulture, $"{Number(packets.Lost)} on the way, {100.0 * packets.Lost / sent:0.0} %");
        return packets.Lost * 10 >= sent
            ? new(Mark.Wrong, "lost", share, "Bring this machine and the dongle closer together, and away from other radios.")
            : new(Mark.Fact, "lost", share);
    }

    private static IEnumerable<Finding> Values(Diagnosis diagnosis)
    {
        foreach (var value in diagnosis.Values.Where(value => value is { Text: not null, Age: not null }))
        {
            var age = Wording.Age(value.Age!.Value);
            yield return value.Quality == Quality.Live
                ? new(Mark.Right, Wording.Words(value.Signal.ToString()), $"{value.Text,-13} {age}")
                : new(diagnosis.IsDataFlowing ? Mark.Wrong : Mark.Unknown, Wording.Words(value.Signal.ToString()), $"{value.Text,-13} {age}, stale");
        }

        var unknown = diagnosis.Values.Where(value => value.Text is null).Select(value => Wording.Words(value.Signal.ToString())).ToList();
        if (unknown.Count == diagnosis.Values.Count) yield return new(Mark.Unknown, "", "none is known");
        else if (unknown.Count > 0) yield return new(Mark.Unknown, "not known", string.Join(", ", unknown));
    }

    private static string ReasonOf(LinkFault fault) => fault.Detail ?? Wording.Words(fault.Reason.ToString());

    private static bool IsSaid(Diagnosis diagnosis, string? advice) => advice == diagnosis.Conclusion.Advice;

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

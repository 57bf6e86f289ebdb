using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Actors;
using O2X.Actors.Diagnostics;
using O2X.Cli.Output;
using O2X.Links;
using O2X.Links.BlueZ;
using O2X.Links.Can.SocketCan;

namespace O2X.Cli.Doctor;

/// <summary>The pages as one JSON object, in one line. VINs are masked as they are on the page.</summary>
internal static class DoctorJson
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions _names = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, Diagnosis diagnosis, Memory memory) => Write(output, new
    {
        At = Time(diagnosis.At),
        ClockSynchronised = diagnosis.IsClockSynchronised,
        diagnosis.IsDataFlowing,
        Conclusion = new { Cause = Wording.Camel(diagnosis.Conclusion.Cause), diagnosis.Conclusion.Text, diagnosis.Conclusion.Advice },
        Source = new
        {
            diagnosis.Source.Name,
            Kind = Wording.Camel(diagnosis.Source.Kind),
            Availability = Wording.Camel(diagnosis.SourceState.Availability),
            diagnosis.SourceState.Detail,
            diagnosis.SourceState.Advice,
        },
        Vehicle = new { Vin = diagnosis.Link.Vin?.ToString(), Verified = diagnosis.Link.IsVerified, Remembered = Of(memory) },
        Link = new
        {
            State = Wording.Camel(diagnosis.Link.State),
            At = Time(diagnosis.Link.At),
            Asleep = diagnosis.Link.IsAsleep,
            diagnosis.Link.Address,
            diagnosis.Link.Rssi,
            Fault = Of(diagnosis.Link.Fault),
            SearchingSince = Time(diagnosis.SearchingSince),
        },
        Attempts = new
        {
            diagnosis.Attempts.Total,
            diagnosis.Attempts.FailedInRow,
            LastAt = Time(diagnosis.Attempts.LastAt),
            NextAt = Time(diagnosis.Attempts.NextAt),
        },
        LastFailure = diagnosis.LastFailure is { } failure
            ? new { At = Time(failure.At), During = Wording.Camel(failure.During), Fault = Of(failure.Fault) }
            : null,
        Sightings = diagnosis.Sightings.Select(sighting => new
        {
            sighting.Address,
            Outcome = Wording.Camel(sighting.Outcome),
            sighting.Name,
            sighting.Rssi,
            sighting.Count,
            FirstHeard = Time(sighting.FirstHeard),
            LastHeard = Time(sighting.LastHeard),
            PassedOverUntil = Time(sighting.PassedOverUntil),
        }),
        diagnosis.SightingsForgotten,
        Counters = Of(diagnosis.Counters),
        Values = diagnosis.Values.Select(value => new
        {
            Signal = Wording.Camel(value.Signal),
            Quality = Wording.Camel(value.Quality),
            AgeMs = (long?)value.Age?.TotalMilliseconds,
            value.Text,
        }),
    });

    public static void Write(Stream output, Machine machine, IReadOnlyList<Memory> memories) => Write(output, new
    {
        ClockSynchronised = machine.IsClockSynchronised,
        CanInterfaces = machine.Interfaces.Select(Of),
        CanProblem = Of(machine.CanProblem),
        BluetoothAdapters = machine.Adapters.Select(Of),
        BluetoothProblem = Of(machine.BluetoothProblem),
        KernelAdapters = machine.AdaptersOfKernel,
        Remembered = memories.Where(memory => memory.Folder is not null).Select(Of),
    });

    private static void Write<T>(Stream output, T page)
    {
        using (var json = new Utf8JsonWriter(output, _options)) JsonSerializer.Serialize(json, page, _names);
        output.Write("\n"u8);
        output.Flush();
    }

    private static object Of(CanInterface found) => new
    {
        found.Name,
        Availability = Wording.Camel(found.State.Availability),
        Virtual = found.IsVirtual,
        ListenOnly = found.IsListenOnly,
        found.State.Detail,
        found.State.Advice,
    };

    private static object Of(BlueZAdapter adapter) => new
    {
        adapter.Name,
        adapter.Address,
        Availability = Wording.Camel(adapter.State.Availability),
        adapter.State.Detail,
        adapter.State.Advice,
    };

    private static object Of(Memory memory) => new
    {
        Source = Wording.Camel(memory.Kind),
        memory.Folder,
        Vin = memory.Vehicle?.Vin.ToString(),
        memory.Vehicle?.Profile,
        memory.Vehicle?.Address,
        memory.Problem,
    };

    private static object? Of(LinkFault? fault) => fault is null ? null : new { Reason = Wording.Camel(fault.Reason), fault.Detail, fault.Advice };

    private static object Of(EngineCounters counters) => new
    {
        counters.Decoding.Packets,
        counters.Decoding.Malformed,
        counters.Decoding.Implausible,
        counters.Decoding.Unknown,
        counters.Decoding.Remote,
        counters.Decoding.ErrorFrames,
        counters.Decoding.Extended,
        counters.Decoding.Dropped,
        counters.Decoding.Lost,
        counters.StaleEpochs,
        counters.Skipped,
        counters.Crashes,
    };

    private static string Time(DateTimeOffset at) => Wording.Milliseconds(at);

    private static string? Time(DateTimeOffset? at) => at is { } moment ? Wording.Milliseconds(moment) : null;
}

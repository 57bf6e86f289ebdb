using System.Globalization;
using System.Text.Json;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Diagnostics;

/// <summary>The words of a conclusion.</summary>
internal static class ConclusionText
{
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static string Of(LinkFault fault) =>
        fault.Detail ?? JsonNamingPolicy.KebabCaseLower.ConvertName(fault.Reason.ToString()).Replace('-', ' ') + ".";

    public static string Of(Vin? vin) => vin?.ToString() ?? "the vehicle";

    public static string Times(int attempts) => attempts == 1 ? "" : Invariant($" ({attempts} attempts in a row)");

    public static string OnlyOthersHeard(int others) =>
        others == 1 ? "Another vehicle is heard, not the one that is sought." : Invariant($"{others} other vehicles are heard, not the one that is sought.");

    public static string OnlyOthersHeardAdvice(TransportKind kind) =>
        kind is TransportKind.Bus or TransportKind.Log ? "Check the VIN." : "Check the VIN, and come closer to the right vehicle.";

    public static string NothingHeard(Diagnosis diagnosis, int unrelated)
    {
        if (diagnosis.LastFailure is { During: LinkState.Ready } loss)
            return $"The vehicle has not been heard since its link was lost {Since(diagnosis, loss.At)} ago: {Of(loss.Fault)}";

        var what = diagnosis.Source.Kind switch
        {
            TransportKind.Bus or TransportKind.Log => $"No frame of a vehicle was heard on {diagnosis.Source.Name}",
            _ => "No vehicle was heard",
        };
        var time = diagnosis.Link.State != LinkState.Idle && diagnosis.SearchingSince is { } began ? $" for {Since(diagnosis, began)}" : "";
        var devices = unrelated switch
        {
            0 => "",
            1 => ", only 1 device that is none",
            _ => Invariant($", only {unrelated} devices that are none"),
        };
        return $"{what}{time}{devices}.";
    }

    public static string NothingHeardAdvice(TransportKind kind) => kind switch
    {
        TransportKind.Bus => "Switch the vehicle on; check the wiring and the bit rate.",
        TransportKind.Log => "See that it is a recording of the vehicle's bus.",
        _ => "Be inside or close to the vehicle, and switch it on.",
    };

    private static string Since(Diagnosis diagnosis, DateTimeOffset moment) => (diagnosis.At - moment) switch
    {
        { TotalSeconds: < 120 } time => Invariant($"{Math.Max(0, (int)time.TotalSeconds)} s"),
        { TotalMinutes: < 120 } time => Invariant($"{(int)time.TotalMinutes} min"),
        { TotalHours: < 48 } time => Invariant($"{(int)time.TotalHours} h"),
        var time => Invariant($"{(int)time.TotalDays} d"),
    };
}

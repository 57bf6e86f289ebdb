using Microsoft.Extensions.Logging;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Diagnostics;

/// <summary>
/// Everything that the engine logs. Numbers and names are stable: a monitoring system may look for them. A VIN is masked in each.
/// <code>
/// 100  LinkChanged          information  the state of the link
/// 101  LinkTroubled         information  the state of the link, and what is the matter
/// 102  CloseTimedOut        warning      the source did not close a link or scan in time; it was given up
/// 103  VehicleNotDurable    error        a subscription was refused, because its vehicle could not be saved
/// 110  Heard                information  what a scan hears, and what was made of it; only when sightings are logged
/// 200  ActorCrashed         error        a part of the engine crashed and was started again
/// 201  ActorKeepsCrashing   error        it crashed for the third time within a minute: the engine waits longer
/// 300  ObserverEnded        warning      an observer threw, and was ended
/// 400  FileUnreadable       warning      the kept file cannot be read
/// 401  FileSetAside         warning      the kept file is damaged, and was set aside
/// 402  FileNotSetAside      warning      the kept file is damaged, and cannot be set aside
/// 403  DataNotSaved         error        what is kept could not be saved; it will be tried again
/// 404  DataSavedAgain       information  what is kept is saved again
/// 405  FileDamaged          warning      the kept file is damaged; whoever only reads leaves it where it is
/// 500  ActorsDidNotStop     error        the engine was disposed of, and its actors did not answer
/// 501  NotSavedInTime       error        the engine was disposed of, and the store did not answer
/// </code>
/// </summary>
internal static partial class EngineLog
{
    /// <summary>A text of a source's, which may name the vehicle in full.</summary>
    public static string? Masked(string? text, Vin? vin) =>
        vin is null ? text : text?.Replace(vin.Full, vin.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>A text from the air, without what would do something in a log.</summary>
    public static string? Plain(string? text) => text is null ? null : string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    [LoggerMessage(100, LogLevel.Information, "Link {State}, vehicle {Vin}", EventName = nameof(LinkChanged))]
    public static partial void LinkChanged(ILogger logger, LinkState state, Vin? vin);

    [LoggerMessage(101, LogLevel.Information, "Link {State}, vehicle {Vin}: {Reason} {Detail}", EventName = nameof(LinkTroubled))]
    public static partial void LinkTroubled(ILogger logger, LinkState state, Vin? vin, LinkLossReason reason, string? detail);

    [LoggerMessage(102, LogLevel.Warning, "The source {Source} did not close in time", EventName = nameof(CloseTimedOut))]
    public static partial void CloseTimedOut(ILogger logger, string source);

    [LoggerMessage(103, LogLevel.Error, "The vehicle could not be remembered: {Failure}", EventName = nameof(VehicleNotDurable))]
    public static partial void VehicleNotDurable(ILogger logger, string failure);

    [LoggerMessage(110, LogLevel.Information, "Heard {Address} {Name}, {Rssi} dBm: {Outcome}", EventName = nameof(Heard))]
    public static partial void Heard(ILogger logger, string? address, string? name, int? rssi, SightingOutcome outcome);

    [LoggerMessage(200, LogLevel.Error, "The engine's {Part} crashed and was started again", EventName = nameof(ActorCrashed))]
    public static partial void ActorCrashed(ILogger logger, Exception exception, string part);

    [LoggerMessage(201, LogLevel.Error, "The engine's {Part} keeps crashing, {Count} times so far", EventName = nameof(ActorKeepsCrashing))]
    public static partial void ActorKeepsCrashing(ILogger logger, Exception exception, string part, long count);

    [LoggerMessage(300, LogLevel.Warning, "An observer of {Stream} threw and was ended", EventName = nameof(ObserverEnded))]
    public static partial void ObserverEnded(ILogger logger, Exception exception, string stream);

    [LoggerMessage(400, LogLevel.Warning, "{Path} cannot be read and is taken for empty: {Problem}", EventName = nameof(FileUnreadable))]
    public static partial void FileUnreadable(ILogger logger, string path, string problem);

    [LoggerMessage(
        401, LogLevel.Warning, "{Path} is damaged; it was set aside as {Aside} and taken for empty: {Problem}", EventName = nameof(FileSetAside))]
    public static partial void FileSetAside(ILogger logger, string path, string aside, string problem);

    [LoggerMessage(
        402, LogLevel.Warning, "{Path} is damaged and is taken for empty; it cannot be set aside: {Problem}", EventName = nameof(FileNotSetAside))]
    public static partial void FileNotSetAside(ILogger logger, string path, string problem);

    [LoggerMessage(403, LogLevel.Error, "What the engine keeps cannot be saved; it will be tried again: {Problem}", EventName = nameof(DataNotSaved))]
    public static partial void DataNotSaved(ILogger logger, string problem);

    [LoggerMessage(404, LogLevel.Information, "What the engine keeps is saved again", EventName = nameof(DataSavedAgain))]
    public static partial void DataSavedAgain(ILogger logger);

    [LoggerMessage(405, LogLevel.Warning, "{Path} is damaged and is taken for empty: {Problem}", EventName = nameof(FileDamaged))]
    public static partial void FileDamaged(ILogger logger, string path, string problem);

    [LoggerMessage(500, LogLevel.Error, "The engine's actors did not stop", EventName = nameof(ActorsDidNotStop))]
    public static partial void ActorsDidNotStop(ILogger logger, Exception exception);

    [LoggerMessage(501, LogLevel.Error, "What the engine had to keep was not saved in time", EventName = nameof(NotSavedInTime))]
    public static partial void NotSavedInTime(ILogger logger);
}

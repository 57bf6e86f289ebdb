using Microsoft.Extensions.Logging;

namespace O2X.Gateway.History;

/// <summary>
/// Everything that the history logs, with the stable numbers from 710 on.
/// <code>
/// 710  SamplesLost       warning  the database was away for so long that samples had to be given up, and how many
/// 711  RecordingFails    warning  samples, trips and charge sessions cannot be written, and wait
/// 712  RecordingWorks    info     they are written again
/// 713  RetentionFailed   warning  what is too old could not be deleted; it is tried again later
/// 714  Migrated          info     the database was brought to a newer version
/// </code>
/// </summary>
internal static partial class HistoryLog
{
    [LoggerMessage(710, LogLevel.Warning, "The history's database is away: {Count} samples were given up so far", EventName = nameof(SamplesLost))]
    public static partial void SamplesLost(ILogger logger, long count);

    [LoggerMessage(711, LogLevel.Warning, "Samples, trips and charge sessions cannot be written, and wait: {Problem}", EventName = nameof(RecordingFails))]
    public static partial void RecordingFails(ILogger logger, string problem);

    [LoggerMessage(712, LogLevel.Information, "Samples, trips and charge sessions are written again", EventName = nameof(RecordingWorks))]
    public static partial void RecordingWorks(ILogger logger);

    [LoggerMessage(713, LogLevel.Warning, "What is too old could not be deleted: {Problem}", EventName = nameof(RetentionFailed))]
    public static partial void RetentionFailed(ILogger logger, string problem);

    [LoggerMessage(714, LogLevel.Information, "The history's database was brought from version {From} to {To}", EventName = nameof(Migrated))]
    public static partial void Migrated(ILogger logger, int from, int to);
}

using System.Diagnostics.CodeAnalysis;
using O2X.Links.Recording;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Log;

/// <summary>What can be told of a log without playing it: whether it is usable, its format and when it begins.</summary>
internal sealed record LogFile(string Path, string Name, TransportState State, CanLogFormat Format, DateTimeOffset Start, long Length)
{
    private const string PlayedProfile = "open-link";
    private const int LinesToRecognise = 64;
    private const long BytesToRecognise = 1024 * 1024;

    /// <summary>For a recording of packets: its header; null for a log of a bus.</summary>
    public PacketLogHeader? Recording { get; private init; }

    /// <summary>Looks at a file. Never throws for what is in it or for its not being there.</summary>
    public static LogFile Inspect(string path)
    {
        try
        {
            return InspectExisting(path, NameOf(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Unreadable(path, error);
        }
    }

    /// <summary>What a failure to look at a file makes of it.</summary>
    public static LogFile Unreadable(string path, Exception error)
    {
        var name = NameOf(path);
        return error switch
        {
            UnauthorizedAccessException => Unusable(
                path, name, Availability.NoPermission, $"{name} may not be read.", "Give this user the right to read it."),
            FileNotFoundException or DirectoryNotFoundException => Unusable(
                path, name, Availability.Absent, $"There is no file {name}.", "Check the path."),
            _ => Unusable(
                path, name, Availability.Unsuitable, $"{name} cannot be read: {error.Message}", "Check the file and its file system."),
        };
    }

    /// <summary>Why nothing can be played when it is not usable.</summary>
    public LinkFault Fault => new(
        State.Availability == Availability.NoPermission ? LinkLossReason.PermissionMissing : LinkLossReason.AdapterOff,
        State.Detail,
        State.Advice);

    /// <summary>Makes the parser for this file, at its beginning.</summary>
    public CanLogParser CreateParser() => new(Format);

    private static LogFile InspectExisting(string path, string name)
    {
        if (Directory.Exists(path)) return Unusable(path, name, Availability.Unsuitable, $"{name} is a directory.", "Name one log in it.");
        var info = new FileInfo(path);
        if (!info.Exists) throw new FileNotFoundException();

        // Pipes and devices have no length either; opening one could wait for ever.
        if (info.Length == 0) return Unusable(path, name, Availability.Unsuitable, $"{name} is empty.", "Record the log again.");
        if (InspectRecording(path, name, info.Length) is { } recording) return recording;
        using var lines = new LogLines(path, BytesToRecognise);
        if (!TryRecognise(lines, out var parser, out var start))
        {
            return Unusable(
                path, name, Availability.Unsuitable, $"{name} is in no known format.", "Give a log of candump -L, a PEAK trace (.trc) of version 1.1 or a recording of o2x capture.");
        }

        return new LogFile(path, name, TransportState.On, parser.Format, start, info.Length);
    }

    private static LogFile? InspectRecording(string path, string name, long length)
    {
        using var lines = new LogLines(path, BytesToRecognise);
        if (!lines.TryRead(out var line, out var isTooLong) || isTooLong || !PacketLogFormat.IsHeader(line)) return null;
        if (!PacketLogFormat.TryParseHeader(line, out var header, out var problem))
            return Unusable(path, name, Availability.Unsuitable, $"{name} {problem}.", "Record it again, or update this software.");
        return header.Profile == PlayedProfile
            ? new LogFile(path, name, TransportState.On, default, header.StartedAt, length) { Recording = header }
            : Unusable(
                path, name, Availability.Unsuitable, $"{name} holds packets of the profile {header.Profile}, which is not known.", "Update this software.");
    }

    private static bool TryRecognise(LogLines lines, [NotNullWhen(true)] out CanLogParser? parser, out DateTimeOffset start)
    {
        parser = null;
        start = DateTimeOffset.UnixEpoch;
        for (var seen = 0; seen < LinesToRecognise && lines.TryRead(out var line, out _);)
        {
            if (CanTextFault.Skipped != CandumpFormat.TryParse(line, out _)) seen++;
            parser ??= CanLogParser.Recognise(line);
            if (parser?.TryParse(line, out var entry) != CanTextFault.None) continue;
            start = new DateTimeOffset(entry.Timestamp, TimeSpan.Zero);
            return true;
        }

        return parser is not null;
    }

    private static string NameOf(string path) => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(path));

    private static LogFile Unusable(string path, string name, Availability availability, string detail, string advice) =>
        new(path, name, new TransportState(availability, detail, advice), default, DateTimeOffset.UnixEpoch, 0);
}

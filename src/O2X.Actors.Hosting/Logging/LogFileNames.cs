using System.Globalization;

namespace O2X.Actors.Hosting.Logging;

/// <summary>The names of log files: <c>o2x-20260102T030405Z.log</c>, with a number when two begin within a second. They sort by age.</summary>
internal static class LogFileNames
{
    private const string Prefix = "o2x-";
    private const string Extension = ".log";

    /// <summary>A name that the folder does not have yet.</summary>
    public static string Next(string directory, DateTimeOffset now)
    {
        var stem = Prefix + now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var path = Path.Combine(directory, stem + Extension);
        for (var number = 1; File.Exists(path); number++)
            path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{stem}-{number:000}{Extension}"));
        return path;
    }

    /// <summary>The log files of a folder, oldest first.</summary>
    public static List<string> In(string directory)
    {
        if (!Directory.Exists(directory)) return [];
        // Without its extension a name sorts before those that have a number after it.
        return [.. Directory.EnumerateFiles(directory, Prefix + "*" + Extension)
            .OrderBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal)];
    }
}

using O2X.Actors.Storage;

namespace O2X.Gateway.Operation.Backup;

/// <summary>Which files of a state directory are its content.</summary>
internal static class StateFiles
{
    private static readonly string[] _endings = [".tmp", "-wal", "-shm", "-journal"];

    /// <summary>The names of all files that a backup holds, in order.</summary>
    public static IReadOnlyList<string> Of(string directory) => [.. All(directory).Where(name => !IsLeftOut(name))];

    /// <summary>The names of all files but those that nothing of a backup touches.</summary>
    public static IReadOnlyList<string> Replaced(string directory) => [.. All(directory).Where(name => !IsLock(name) && !IsKey(name))];

    /// <summary>
    /// Whether a file belongs into no backup: who holds the folder; what is half written, or is a database's alone while it is open; and
    /// what signs cookies, with which everybody could sign in who has the archive.
    /// </summary>
    public static bool IsLeftOut(string name) =>
        IsLock(name) || IsKey(name) || _endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The folders below a directory that one program at a time holds.</summary>
    public static IEnumerable<string> Held(string directory) =>
        Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, StoreLock.FileName, SearchOption.AllDirectories).Select(path => Path.GetDirectoryName(path)!)
            : [];

    private static IEnumerable<string> All(string directory) => Directory
        .EnumerateFiles(directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Select(path => Path.GetRelativePath(directory, path).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(name => name[0] != '.')
        .Order(StringComparer.Ordinal);

    private static bool IsLock(string name) => name.Split('/')[^1] == StoreLock.FileName;

    private static bool IsKey(string name) => name.Split('/') is [.., "keys", _];
}

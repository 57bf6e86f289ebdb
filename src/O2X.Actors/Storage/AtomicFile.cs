namespace O2X.Actors.Storage;

/// <summary>Replaces a file so that a crash at any moment leaves the old content or the new, for its owner alone.</summary>
/// <remarks>For one writer of a folder at a time.</remarks>
internal static class AtomicFile
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The permissions of a file that is its owner's alone.</summary>
    public const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file of a folder; makes the folder when it is not there.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string directory, string name, byte[] content)
    {
        MakeFolder(directory);
        var path = Path.Combine(directory, name);
        // A leftover of a process that was killed is overwritten.
        var temporary = path + ".tmp";
        try
        {
            using (var file = new FileStream(temporary, NewFile()))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }

        SyncFolder(directory);
    }

    /// <summary>Makes a folder for its owner alone, unless it is there.</summary>
    public static void MakeFolder(string directory)
    {
        if (Directory.Exists(directory)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, OwnersFolder);
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersFile;
        return options;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What went wrong before is what the caller must hear of; a leftover is overwritten next time.
        }
    }

    // The new name is on the disk only when the folder is; where that cannot be asked for, the old content may come back after a power cut.
    private static void SyncFolder(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = PosixFile.OpenToRead(directory);
        if (!folder.IsInvalid) PosixFile.Flush(folder);
    }
}

namespace O2X.Actors.Storage;

/// <summary>
/// Holds a folder for one engine at a time, by an exclusive lock on a file that says who holds it. The operating system frees it
/// however the process ends; the file stays, and one that nobody holds is no obstacle.
/// </summary>
/// <remarks>A file system that cannot lock refuses nobody.</remarks>
internal sealed class StoreLock : IDisposable
{
    /// <summary>The name of the file in its folder.</summary>
    public const string FileName = "vehicle.lock";

    private const int LongestFile = 1024;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockElsewhere = 35;

    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Takes a folder; makes it when it is not there.</summary>
    /// <exception cref="StoreInUseException">Another engine holds it.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static StoreLock Take(string directory, TimeProvider clock)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            AtomicFile.MakeFolder(directory);
            var file = new FileStream(path, LockedFile());
            TryWrite(file, StoreOwner.Self(clock));
            return new StoreLock(file);
        }
        catch (IOException problem) when (problem.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockElsewhere)
        {
            var owner = StoreOwner.Read(TryRead(path))?.ToText(clock.LocalTimeZone) ?? "another process";
            throw new StoreInUseException($"The state folder {directory} is in use by {owner}. Stop it, or name another folder.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The state folder {directory} cannot be used: {problem.Message.TrimEnd('.')}. Name another folder.", problem);
        }
    }

    public void Dispose() => _file.Dispose();

    // On Windows whoever may not write may still read who holds it; elsewhere only what is shared with nobody is locked for one.
    private static FileStreamOptions LockedFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
        if (OperatingSystem.IsWindows()) return options;
        options.Share = FileShare.None;
        options.UnixCreateMode = AtomicFile.OwnersFile;
        return options;
    }

    private static void TryWrite(FileStream file, StoreOwner owner)
    {
        try
        {
            file.SetLength(0);
            file.Write(owner.Write());
        }
        catch (IOException)
        {
            // On a full disk the folder is held all the same; only who holds it cannot be told.
        }
    }

    private static byte[] TryRead(string path)
    {
        try
        {
            using var handle = OperatingSystem.IsWindows()
                ? File.OpenHandle(path, share: FileShare.ReadWrite)
                : PosixFile.OpenToRead(path);
            if (handle.IsInvalid) return [];
            var content = new byte[LongestFile];
            return content[..RandomAccess.Read(handle, content, 0)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using O2X.Actors.Storage;

namespace O2X.Gateway.Operation.Backup;

/// <summary>Writes a state directory into one archive; also while a gateway works in it.</summary>
internal static class StateBackup
{
    /// <summary>Writes the archive, for its owner alone; a failure leaves none.</summary>
    /// <exception cref="IOException">Something cannot be read or written; the message says what.</exception>
    public static BackupManifest Write(string directory, string file, TimeProvider clock)
    {
        if (!Directory.Exists(directory)) throw new IOException($"There is no state folder {directory}.");
        if (File.Exists(file)) throw new IOException($"{file} is there already. Name another file.");
        var temporary = file + ".tmp";
        try
        {
            BackupManifest manifest;
            using (var output = new FileStream(temporary, NewFile()))
            {
                manifest = Write(directory, output, clock);
                output.Flush(flushToDisk: true);
            }

            File.Move(temporary, file);
            return manifest;
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IOException(problem.Message, problem);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static BackupManifest Write(string directory, Stream output, TimeProvider clock)
    {
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        List<BackupFile> files = [];
        foreach (var name in StateFiles.Of(directory))
        {
            if (Add(archive, name, Path.Combine(directory, name)) is { } added) files.Add(added);
        }

        var manifest = new BackupManifest(clock.GetUtcNow(), files);
        using var entry = archive.CreateEntry(BackupManifest.Name).Open();
        entry.Write(manifest.Write());
        return manifest;
    }

    private static BackupFile? Add(ZipArchive archive, string name, string path)
    {
        try
        {
            if (!DatabaseCopy.IsDatabase(path)) return AddFile(archive, name, path);
        }
        catch (FileNotFoundException)
        {
            // It was replaced or deleted meanwhile, as files are that do not count.
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("o2x-backup-").FullName;
        try
        {
            var copy = Path.Combine(folder, "copy");
            DatabaseCopy.Make(path, copy);
            return AddFile(archive, name, copy);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BackupFile AddFile(ZipArchive archive, string name, string path)
    {
        using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var to = archive.CreateEntry(name).Open();
        var buffer = new byte[64 * 1024];
        long length = 0;
        while (from.Read(buffer) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            to.Write(buffer, 0, read);
            length += read;
        }

        return new BackupFile(name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = AtomicFile.OwnersFile;
        return options;
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using O2X.Actors.Storage;

namespace O2X.Gateway.Operation.Backup;

/// <summary>
/// Puts an archive in the place of what a state directory holds. Everything is unpacked and checked beside it first; then one renaming
/// settles it, and what a crash leaves undone after that is done at the next start. A crash before it leaves everything as it was.
/// </summary>
internal static class StateRestore
{
    private const string Unpacked = ".restore-unpacked";
    private const string Settled = ".restore-settled";

    /// <summary>Restores; no program may hold a folder of the directory.</summary>
    /// <exception cref="StoreInUseException">A gateway, or another program, holds one.</exception>
    /// <exception cref="IOException">The archive cannot be used, or the directory cannot be written to.</exception>
    public static BackupManifest Restore(string directory, string file, TimeProvider clock)
    {
        AtomicFile.MakeFolder(directory);
        Finish(directory, clock);
        var unpacked = Path.Combine(directory, Unpacked);
        DeleteFolder(unpacked);
        try
        {
            using var archive = ZipFile.OpenRead(file);
            var manifest = ReadManifest(archive);
            var held = Hold(directory, manifest, clock);
            try
            {
                foreach (var content in manifest.Files) Unpack(archive, content, unpacked);
                AtomicFile.Write(unpacked, BackupManifest.Name, manifest.Write());
                Directory.Move(unpacked, Path.Combine(directory, Settled));
                Carry(directory, manifest);
                return manifest;
            }
            finally
            {
                held.ForEach(one => one.Dispose());
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException or UnauthorizedAccessException)
        {
            throw new IOException($"{file} cannot be restored: {problem.Message}", problem);
        }
        finally
        {
            DeleteFolder(unpacked);
        }
    }

    /// <summary>Does what a restoring that was cut off has left undone.</summary>
    /// <exception cref="IOException">It cannot be done.</exception>
    public static void Finish(string? directory, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(directory)) return;
        var path = Path.Combine(Path.GetFullPath(directory), Settled, BackupManifest.Name);
        // The manifest goes last: without it everything else is done.
        if (!File.Exists(path)) return;
        BackupManifest manifest;
        try
        {
            manifest = BackupManifest.Read(File.ReadAllBytes(path));
        }
        catch (JsonException problem)
        {
            throw new IOException($"{path} cannot be used: {problem.Message} Restore again.", problem);
        }

        var held = Hold(directory, manifest, clock);
        try
        {
            Carry(Path.GetFullPath(directory), manifest);
        }
        finally
        {
            held.ForEach(one => one.Dispose());
        }
    }

    // Each step can be done again.
    private static void Carry(string directory, BackupManifest manifest)
    {
        var settled = Path.Combine(directory, Settled);
        var names = manifest.Files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        // First of all what a database would take for its own newest changes.
        foreach (var name in StateFiles.Replaced(directory).Where(name => !names.Contains(name))) File.Delete(Path.Combine(directory, name));
        foreach (var name in names)
        {
            var from = Path.Combine(settled, name);
            if (!File.Exists(from)) continue;
            var to = Path.Combine(directory, name);
            AtomicFile.MakeFolder(Path.GetDirectoryName(to)!);
            File.Move(from, to, overwrite: true);
        }

        File.Delete(Path.Combine(settled, BackupManifest.Name));
        DeleteFolder(settled);
    }

    private static List<StoreLock> Hold(string directory, BackupManifest manifest, TimeProvider clock)
    {
        var folders = StateFiles.Held(directory)
            .Concat(manifest.Files.Where(file => file.Name.Contains('/', StringComparison.Ordinal)).Select(file => Path.Combine(directory, file.Name.Split('/')[0])))
            .Select(Path.GetFullPath)
            .Distinct();
        List<StoreLock> held = [];
        try
        {
            foreach (var folder in folders) held.Add(StoreLock.Take(folder, clock));
            return held;
        }
        catch
        {
            held.ForEach(one => one.Dispose());
            throw;
        }
    }

    private static BackupManifest ReadManifest(ZipArchive archive)
    {
        var entry = archive.GetEntry(BackupManifest.Name) ?? throw new InvalidDataException("It is no backup of a gateway.");
        if (entry.Length > BackupManifest.Longest) throw new InvalidDataException("It is no backup of a gateway.");
        using var stream = entry.Open();
        var content = new byte[entry.Length];
        stream.ReadExactly(content);
        return BackupManifest.Read(content);
    }

    private static void Unpack(ZipArchive archive, BackupFile file, string folder)
    {
        var entry = archive.GetEntry(file.Name);
        // What is longer than it says is not unpacked any further.
        if (entry is null || entry.Length != file.Length) throw Damaged(file);
        var path = Path.Combine(folder, file.Name);
        AtomicFile.MakeFolder(folder);
        AtomicFile.MakeFolder(Path.GetDirectoryName(path)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var from = entry.Open();
        using var to = new FileStream(path, NewFile());
        var buffer = new byte[64 * 1024];
        long length = 0;
        while (from.Read(buffer) is > 0 and var read)
        {
            if ((length += read) > file.Length) throw Damaged(file);
            hash.AppendData(buffer, 0, read);
            to.Write(buffer, 0, read);
        }

        to.Flush(flushToDisk: true);
        if (length != file.Length || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256) throw Damaged(file);
    }

    private static InvalidDataException Damaged(BackupFile file) => new($"{file.Name} in it is damaged or missing. Nothing was changed.");

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = AtomicFile.OwnersFile;
        return options;
    }

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }
}

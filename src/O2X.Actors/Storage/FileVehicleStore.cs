using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using O2X.Actors.Diagnostics;

namespace O2X.Actors.Storage;

/// <summary>
/// Keeps it in one file of a folder: a line of JSON, and a line with its checksum. A crash or a power cut at any moment leaves the old content or the new; a file that cannot
/// be read is set aside as <c>vehicle.json.corrupt</c> when the store is opened, with a warning in the log, and taken for nothing.
/// </summary>
/// <remarks>
/// Safe for use by several threads. The folder is made for its owner alone when it is not there, and the file is always the owner's
/// alone: a VIN is personal data. One engine holds the folder at a time, also among several processes: <c>vehicle.lock</c> says which,
/// and is free again however its process ends.
/// </remarks>
public sealed class FileVehicleStore : IVehicleStore
{
    /// <summary>The name of the file in its folder.</summary>
    public const string FileName = "vehicle.json";

    private const long LongestFile = 64 * 1024;

    private readonly string _directory;
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;

    /// <summary>Makes a store; nothing is read or made before it is used.</summary>
    /// <param name="directory">The folder; it is made when the store is opened.</param>
    /// <param name="logger">Takes the warning about a file that cannot be read.</param>
    /// <param name="clock">Tells since when the folder is held; null: the system's clock.</param>
    public FileVehicleStore(string directory, ILogger<FileVehicleStore>? logger = null, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = Path.GetFullPath(directory);
        _path = Path.Combine(_directory, FileName);
        _logger = logger ?? NullLogger<FileVehicleStore>.Instance;
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public StoredVehicle Read() =>
        Load(problem => EngineLog.FileDamaged(_logger, _path, problem.Message));

    /// <inheritdoc/>
    public IOpenVehicleStore Open()
    {
        var held = StoreLock.Take(_directory, _clock);
        return new OpenFileStore(_directory, held, Load(SetAside));
    }

    private StoredVehicle Load(Action<JsonException> damaged)
    {
        try
        {
            var file = new FileInfo(_path);
            if (!file.Exists) return StoredVehicle.Nothing;
            return file.Length <= LongestFile
                ? SealedFile.Read(File.ReadAllBytes(_path))
                : throw new JsonException($"It has {file.Length} bytes; {LongestFile} are the most.");
        }
        catch (JsonException problem)
        {
            damaged(problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            EngineLog.FileUnreadable(_logger, _path, problem.Message);
        }

        return StoredVehicle.Nothing;
    }

    private void SetAside(JsonException problem)
    {
        var aside = _path + ".corrupt";
        try
        {
            File.Move(_path, aside, overwrite: true);
            EngineLog.FileSetAside(_logger, _path, aside, problem.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            EngineLog.FileNotSetAside(_logger, _path, failure.Message);
        }
    }
}

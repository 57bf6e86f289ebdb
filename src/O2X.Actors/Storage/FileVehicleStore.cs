using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using O2X.Actors.Diagnostics;

namespace O2X.Actors.Storage;

/// <summary>
/// Keeps it in one JSON file of a folder. A crash or a power cut at any moment leaves the old content or the new; a file that cannot
/// be read is set aside as <c>vehicle.json.corrupt</c>, with a warning in the log, and taken for nothing.
/// </summary>
/// <remarks>
/// Safe for use by several threads. The folder is made for its owner alone when it is not there, and the file is always the owner's
/// alone: a VIN is personal data. Several processes may share a folder: the last one that saves wins.
/// </remarks>
public sealed class FileVehicleStore : IVehicleStore
{
    /// <summary>The name of the file in its folder.</summary>
    public const string FileName = "vehicle.json";

    private const long LongestFile = 64 * 1024;

    private readonly string _directory;
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private StoredVehicle? _waiting;
    private TaskCompletionSource? _waitingSaved;
    private bool _isWriting;

    /// <summary>Makes a store; nothing is read or made before it is used.</summary>
    /// <param name="directory">The folder; it is made when the first vehicle is saved.</param>
    /// <param name="logger">Takes the warning about a file that cannot be read.</param>
    public FileVehicleStore(string directory, ILogger<FileVehicleStore>? logger = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = Path.GetFullPath(directory);
        _path = Path.Combine(_directory, FileName);
        _logger = logger ?? NullLogger<FileVehicleStore>.Instance;
    }

    /// <inheritdoc/>
    public StoredVehicle Load()
    {
        try
        {
            var file = new FileInfo(_path);
            if (!file.Exists) return StoredVehicle.Nothing;
            return file.Length <= LongestFile
                ? StoredVehicleJson.Read(File.ReadAllBytes(_path))
                : throw new JsonException($"It has {file.Length} bytes; {LongestFile} are the most.");
        }
        catch (JsonException problem)
        {
            SetAside(problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            EngineLog.FileUnreadable(_logger, _path, problem.Message);
        }

        return StoredVehicle.Nothing;
    }

    /// <inheritdoc/>
    public Task SaveAsync(StoredVehicle vehicle)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        lock (_gate)
        {
            _waiting = vehicle;
            _waitingSaved ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteWhatWaits);
            }

            return _waitingSaved.Task;
        }
    }

    private void WriteWhatWaits()
    {
        while (true)
        {
            StoredVehicle vehicle;
            TaskCompletionSource saved;
            lock (_gate)
            {
                if (_waiting is null || _waitingSaved is null)
                {
                    _isWriting = false;
                    return;
                }

                (vehicle, saved) = (_waiting, _waitingSaved);
                (_waiting, _waitingSaved) = (null, null);
            }

            try
            {
                AtomicFile.Write(_directory, FileName, StoredVehicleJson.Write(vehicle));
                saved.SetResult();
            }
            catch (Exception problem)
            {
                saved.SetException(new IOException($"{_path} cannot be written: {problem.Message}", problem));
            }
        }
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

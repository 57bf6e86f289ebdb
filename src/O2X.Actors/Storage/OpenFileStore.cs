namespace O2X.Actors.Storage;

/// <summary>
/// Writes the vehicle's file for the engine that holds its folder. One write is under way at a time; of what comes meanwhile the last
/// is written next. The folder is given back when the last write is done.
/// </summary>
internal sealed class OpenFileStore(string directory, StoreLock held, StoredVehicle content) : IOpenVehicleStore
{
    private readonly Lock _gate = new();
    private StoredVehicle? _waiting;
    private TaskCompletionSource? _waitingSaved;
    private bool _isWriting;
    private bool _isDisposed;

    public StoredVehicle Content => content;

    public Task SaveAsync(StoredVehicle vehicle)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
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

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            if (!_isWriting) held.Dispose();
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
                (vehicle, saved) = (_waiting!, _waitingSaved!);
                (_waiting, _waitingSaved) = (null, null);
            }

            var failure = TryWrite(vehicle);
            var isLast = EndWrite();
            if (failure is null) saved.SetResult();
            else saved.SetException(failure);
            if (isLast) return;
        }
    }

    // Whoever hears that it is saved, and gives the store back, has given it back.
    private bool EndWrite()
    {
        lock (_gate)
        {
            if (_waiting is not null) return false;
            _isWriting = false;
            if (_isDisposed) held.Dispose();
            return true;
        }
    }

    private IOException? TryWrite(StoredVehicle vehicle)
    {
        try
        {
            AtomicFile.Write(directory, FileVehicleStore.FileName, SealedFile.Write(vehicle));
            return null;
        }
        catch (Exception problem)
        {
            return new IOException($"{Path.Combine(directory, FileVehicleStore.FileName)} cannot be written: {problem.Message}", problem);
        }
    }
}

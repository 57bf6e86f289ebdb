using O2X.Links;

namespace O2X.Cli.Sessions;

/// <summary>Follows whether a source is usable.</summary>
internal sealed class StateWatch : IObserver<TransportState>
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _usable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The last state.</summary>
    public TransportState Latest { get; private set; } = new(Availability.Absent, "The source does not tell its state.");

    /// <summary>Completes when the source is usable: at once when it is.</summary>
    public Task UsableAsync()
    {
        lock (_gate) return _usable.Task;
    }

    public void OnNext(TransportState value)
    {
        lock (_gate)
        {
            Latest = value;
            if (value.Availability == Availability.On) _usable.TrySetResult();
            else if (_usable.Task.IsCompleted) _usable = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void OnCompleted() => OnNext(new TransportState(Availability.Absent, "The source was closed."));

    public void OnError(Exception error) => OnNext(new TransportState(Availability.Absent, error.Message));
}

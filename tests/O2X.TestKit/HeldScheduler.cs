using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace O2X.TestKit;

/// <summary>A scheduler that runs its work when the test says so: an observer that does not keep up.</summary>
public sealed class HeldScheduler : LocalScheduler
{
    private readonly Queue<Action> _held = new();

    /// <summary>Whether it throws, as one that was disposed of does.</summary>
    public bool IsBroken { get; set; }

    public void RunAll()
    {
        while (_held.TryDequeue(out var action)) action();
    }

    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        ObjectDisposedException.ThrowIf(IsBroken, this);
        _held.Enqueue(() => action(this, state));
        return Disposable.Empty;
    }
}

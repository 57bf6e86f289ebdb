using System.Collections.Concurrent;

namespace O2X.Links.Time;

/// <summary>
/// One line of execution that any thread can carry: what is posted runs one after the other, in order, on the thread that found the
/// line free. It makes an engine on a <see cref="VirtualClock"/> deterministic: when <see cref="Run"/> returns, everything that
/// followed from it has happened.
/// </summary>
/// <remarks>Work should not throw. What it throws comes out on the thread that carried it; what else was posted is not lost.</remarks>
public sealed class SerialExecutor
{
    private readonly ConcurrentQueue<IThreadPoolWorkItem> _queue = new();
    private readonly Lock _line = new();

    /// <summary>Whether the calling thread is carrying the line now.</summary>
    public bool IsCurrent => _line.IsHeldByCurrentThread;

    /// <summary>
    /// Adds work. Runs it (and what follows) before returning if the line is free; otherwise whoever carries the line runs it.
    /// </summary>
    public void Post(IThreadPoolWorkItem work)
    {
        _queue.Enqueue(work);
        if (!_line.IsHeldByCurrentThread) Drain();
    }

    /// <summary>Waits for the line, runs an action on it and then everything that followed from it.</summary>
    /// <remarks>Called from work on the line itself, the action runs at once and what follows from it later.</remarks>
    public void Run(Action action)
    {
        if (_line.IsHeldByCurrentThread)
        {
            action();
            return;
        }

        try
        {
            lock (_line) Carry(action);
        }
        finally
        {
            Drain();
        }
    }

    private void Drain()
    {
        // The queue is looked at again after the line was let go: work posted in between found it held.
        while (!_queue.IsEmpty && _line.TryEnter())
        {
            try
            {
                Carry(null);
            }
            finally
            {
                _line.Exit();
            }
        }
    }

    // A context of the caller's would send what waits for a task to another thread, away from the line.
    private void Carry(Action? action)
    {
        var context = SynchronizationContext.Current;
        if (context is not null) SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action?.Invoke();
            while (_queue.TryDequeue(out var work)) work.Execute();
        }
        finally
        {
            if (context is not null) SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}

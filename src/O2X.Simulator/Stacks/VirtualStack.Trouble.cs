using System.Collections.Immutable;

namespace O2X.Simulator.Stacks;

// What is the matter, and what its parts share of it.
internal sealed partial class VirtualStack
{
    /// <summary>How long after a close something of the closed still comes.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(1.5);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _life = new();
    private readonly Random _random;
    private ImmutableHashSet<ITimer> _lateCalls = [];
    private ImmutableArray<TaskCompletionSource> _hanging = [];
    private int _trouble;

    /// <summary>How many calls are still to come of what was closed.</summary>
    public int LateCalls
    {
        get
        {
            lock (_gate) return _lateCalls.Count;
        }
    }

    /// <summary>Is cancelled when the stack is disposed of, before the radio is.</summary>
    public CancellationToken Ended => _life.Token;

    public event Action? ScansEnd;

    public void Begin(StackTrouble trouble)
    {
        Interlocked.Or(ref _trouble, (int)trouble);
        if (trouble.HasFlag(StackTrouble.EndsScans)) ScansEnd?.Invoke();
    }

    public void End(StackTrouble trouble)
    {
        Interlocked.And(ref _trouble, ~(int)trouble);
        if (!trouble.HasFlag(StackTrouble.HangsClosing)) return;
        ImmutableArray<TaskCompletionSource> hanging;
        lock (_gate) (hanging, _hanging) = (_hanging, []);
        foreach (var closing in hanging) closing.SetResult();
    }

    public bool Has(StackTrouble trouble) => (Volatile.Read(ref _trouble) & (int)trouble) != 0;

    public void ThrowIfBroken()
    {
        if (Has(StackTrouble.Throws)) throw new InvalidOperationException("The simulated stack is broken.");
    }

    /// <summary>Takes the time that a step takes.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        if (!Has(StackTrouble.Slow)) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _life.Token);
        await Task.Delay(StepTime, Clock, either.Token).ConfigureAwait(false);
    }

    /// <summary>Completes when something may be closed.</summary>
    public async Task MayCloseAsync()
    {
        try
        {
            await PauseAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The stack itself is closed: at once.
        }

        await HangAsync().ConfigureAwait(false);
    }

    /// <summary>Does something when it is too late for it.</summary>
    public void CallLate(Action call)
    {
        if (!Has(StackTrouble.CallsLate)) return;
        ITimer timer = null!;
        timer = Clock.CreateTimer(Run, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            if (_life.IsCancellationRequested) return;
            _lateCalls = _lateCalls.Add(timer);
        }

        timer.Change(Lateness, Timeout.InfiniteTimeSpan);

        void Run(object? _)
        {
            lock (_gate)
            {
                if (!_lateCalls.Contains(timer)) return;
                _lateCalls = _lateCalls.Remove(timer);
            }

            timer.Dispose();
            call();
        }
    }

    /// <summary>Draws a number from 0 to one less than a limit.</summary>
    public int Draw(int limit)
    {
        lock (_gate) return _random.Next(limit);
    }

    public void Draw(Span<byte> bytes)
    {
        lock (_gate) _random.NextBytes(bytes);
    }

    // One source for each that waits: of several that wait for the same, not all go on before it returns.
    private Task HangAsync()
    {
        lock (_gate)
        {
            if (!Has(StackTrouble.HangsClosing)) return Task.CompletedTask;
            var closing = new TaskCompletionSource();
            _hanging = _hanging.Add(closing);
            return closing.Task;
        }
    }

    // At once, not on another thread: on virtual time the stack is closed when its disposal returns.
    private void EndLife()
    {
        _life.Cancel();
        ImmutableHashSet<ITimer> late;
        lock (_gate) (late, _lateCalls) = (_lateCalls, []);
        foreach (var timer in late) timer.Dispose();
    }
}

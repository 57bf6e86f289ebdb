using O2X.Links.Time;

namespace O2X.Links.InTheHand;

/// <summary>
/// Runs calls into a stack that may block or hang: each has a time limit and can be given up. What comes of a call that was given up is
/// cleared away.
/// </summary>
internal sealed class BoundedCalls(TimeProvider clock, TimeSpan timeout)
{
    // On a virtual clock everything happens on one line, so that its order is certain.
    private readonly bool _isInline = clock is VirtualClock;

    /// <summary>Runs a call.</summary>
    /// <param name="what">What it does, to begin a sentence with.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <param name="late">Clears away what comes of it after it was given up.</param>
    /// <exception cref="LinkException">It failed, or took too long.</exception>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken, Action<T>? late = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var running = Start(call);
        try
        {
            return await running.WaitAsync(timeout, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var itself = running.IsFaulted || running.IsCanceled;
            if (!itself) Abandon(running, late);
            if (!itself && exception is OperationCanceledException) throw;
            if (exception is LinkException) throw;
            throw new LinkException(
                itself ? StackFaults.Of(exception, what) : new LinkFault(LinkLossReason.ConnectTimeout, $"{what} took too long."),
                exception);
        }
    }

    /// <summary>Runs a call without a result.</summary>
    public Task RunAsync(string what, Func<Task> call, CancellationToken cancellationToken, Action? late = null) =>
        RunAsync(
            what,
            async () =>
            {
                await call().ConfigureAwait(false);
                return true;
            },
            cancellationToken,
            _ => late?.Invoke());

    private Task<T> Start<T>(Func<Task<T>> call)
    {
        if (!_isInline) return Task.Run(call);
        return InlineAsync();

        async Task<T> InlineAsync() => await call().ConfigureAwait(false);
    }

    private static void Abandon<T>(Task<T> running, Action<T>? late) => _ = running.ContinueWith(
        done =>
        {
            // Looked at, so that nobody is told of an exception that was not.
            if (done.Exception is not null || done.IsCanceled || late is null) return;
            try
            {
                late(done.Result);
            }
            catch (Exception)
            {
                // What cannot be cleared away is the stack's bug; for us it is over.
            }
        },
        CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}

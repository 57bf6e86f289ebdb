using O2X.Cli.Output;
using O2X.Links;

namespace O2X.Cli.Scanning;

/// <summary>A transport in the hands of a verb that listens to the air itself, without an engine.</summary>
/// <param name="transport">The transport.</param>
/// <param name="time">Real time.</param>
internal sealed class Radio(ILinkTransport transport, TimeProvider time)
{
    /// <summary>How long one step of a radio may take.</summary>
    public static readonly TimeSpan StepTimeout = TimeSpan.FromSeconds(15);

    // A radio may need a moment to tell that it is there.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Waits until it is usable, for a moment.</summary>
    /// <exception cref="LinkException">It is not.</exception>
    public async Task WaitUntilUsableAsync(CancellationToken cancellationToken)
    {
        var states = new States();
        using var subscription = transport.State.Subscribe(states);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(states.IsOn, Task.Delay(Patience, time, patience.Token)).ConfigureAwait(false);
        await patience.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (states.IsOn.IsCompleted) return;
        throw new LinkException(
            states.Latest?.Availability == Availability.NoPermission ? LinkLossReason.PermissionMissing : LinkLossReason.AdapterOff,
            states.Latest?.Detail, states.Latest?.Advice);
    }

    /// <summary>Runs a step with a time limit; what comes of it too late is disposed of.</summary>
    public async Task<T> StepAsync<T>(string what, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = step(limit.Token);
        try
        {
            return await running.WaitAsync(StepTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await GiveUpAsync(running, limit).ConfigureAwait(false);
            throw new LinkException(LinkLossReason.ConnectTimeout, $"{what} took too long.");
        }
        catch (OperationCanceledException)
        {
            await GiveUpAsync(running, limit).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What a failure means to the command.</summary>
    public Outcome OutcomeOf(LinkFault fault) =>
        new(ExitCode.SourceUnusable, $"{transport.Info.Name} is not usable. {Wording.Of(fault)}");

    private static async Task GiveUpAsync<T>(Task<T> running, CancellationTokenSource limit)
    {
        await limit.CancelAsync().ConfigureAwait(false);
        _ = running.ContinueWith(
            async done =>
            {
                if (done is { IsCompletedSuccessfully: true, Result: IAsyncDisposable late }) await late.DisposeAsync().ConfigureAwait(false);
                else _ = done.Exception;
            },
            TaskScheduler.Default);
    }

    private sealed class States : IObserver<TransportState>
    {
        private readonly TaskCompletionSource _on = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile TransportState? _latest;

        public Task IsOn => _on.Task;

        public TransportState? Latest => _latest;

        public void OnNext(TransportState value)
        {
            _latest = value;
            if (value.Availability == Availability.On) _on.TrySetResult();
        }

        public void OnCompleted()
        {
            // The last state stands.
        }

        public void OnError(Exception error)
        {
            // A transport's state never fails.
        }
    }
}

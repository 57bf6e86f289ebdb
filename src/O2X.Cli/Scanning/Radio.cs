using O2X.Cli.Output;
using O2X.Cli.Sessions;
using O2X.Links;

namespace O2X.Cli.Scanning;

/// <summary>A transport in the hands of a verb that listens to the air itself, without an engine.</summary>
/// <param name="transport">The transport; the caller disposes of it.</param>
/// <param name="terminal">What surrounds the command. Its wish to end ends each step.</param>
internal sealed class Radio(ILinkTransport transport, Terminal terminal)
{
    private static readonly TimeSpan _stepTimeout = TimeSpan.FromSeconds(15);

    // A radio may need a moment to tell that it is there.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    /// <summary>Waits for a moment until it is usable, and uses it.</summary>
    /// <param name="use">How. A <see cref="LinkException"/> of it counts as a radio that is not usable.</param>
    /// <returns>What came of it: also that it is not usable, or that the command was to end.</returns>
    public async Task<Outcome> UseAsync(Func<Task<Outcome>> use)
    {
        try
        {
            await WaitUntilUsableAsync().ConfigureAwait(false);
            return await use().ConfigureAwait(false);
        }
        catch (LinkException unusable)
        {
            return Unusable(unusable.Fault);
        }
        catch (OperationCanceledException) when (terminal.Stop.IsCancellationRequested)
        {
            return Outcome.Done;
        }
    }

    /// <summary>Runs a step with a time limit of 15 s; what comes of it too late is disposed of.</summary>
    /// <param name="what">What is done, as the beginning of a sentence: "Connecting".</param>
    /// <param name="step">Does it.</param>
    /// <exception cref="LinkException">It failed, or took too long.</exception>
    public async Task<T> StepAsync<T>(string what, Func<CancellationToken, Task<T>> step)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(terminal.Stop);
        var running = step(limit.Token);
        try
        {
            return await running.WaitAsync(_stepTimeout, terminal.Time, terminal.Stop).ConfigureAwait(false);
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

    /// <summary>Closes what a step opened, and waits for that no longer than for a step. Never fails.</summary>
    public async Task CloseAsync(IAsyncDisposable opened) =>
        await opened.DisposeAsync().AsTask().WaitAsync(_stepTimeout, terminal.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>That it is not usable, or not any more.</summary>
    public Outcome Unusable(LinkFault fault) =>
        new(ExitCode.SourceUnusable, $"{transport.Info.Name} is not usable. {Wording.Of(fault)}");

    private async Task WaitUntilUsableAsync()
    {
        var state = new StateWatch();
        using var subscription = transport.State.Subscribe(state);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(terminal.Stop);
        await Task.WhenAny(state.UsableAsync(), Task.Delay(_patience, terminal.Time, patience.Token)).ConfigureAwait(false);
        await patience.CancelAsync().ConfigureAwait(false);
        terminal.Stop.ThrowIfCancellationRequested();
        var latest = state.Latest;
        if (latest.Availability == Availability.On) return;
        throw new LinkException(
            latest.Availability == Availability.NoPermission ? LinkLossReason.PermissionMissing : LinkLossReason.AdapterOff, latest.Detail, latest.Advice);
    }

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
}

using Akka.Actor;
using O2X.Links;
using O2X.Links.Time;

namespace O2X.Actors.Execution;

/// <summary>
/// Runs the steps of a transport outside the actor and sends it what came of them. Whatever a transport throws becomes a fault.
/// </summary>
internal sealed class LinkSteps(TimeProvider clock, IActorRef actor)
{
    // A transport may block before its first await. On a virtual clock everything happens on one line, so that its order is certain.
    private readonly bool _isInline = clock is VirtualClock;

    /// <summary>Runs a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="succeeded">Makes the message of its result.</param>
    /// <param name="failed">Makes the message of its fault.</param>
    public void Run<T>(Func<Task<T>> step, Func<T, object> succeeded, Func<LinkFault, object> failed)
    {
        if (_isInline) _ = RunAsync(step, succeeded, failed);
        else _ = Task.Run(() => RunAsync(step, succeeded, failed));
    }

    /// <summary>Runs a step without a result.</summary>
    public void Run(Func<Task> step, Func<object> succeeded, Func<LinkFault, object> failed) =>
        Run(
            async () =>
            {
                await step().ConfigureAwait(false);
                return true;
            },
            _ => succeeded(),
            failed);

    /// <summary>Cancels a step. What was registered for that may block or throw.</summary>
    public void Cancel(CancellationTokenSource step) => RunQuietly(() =>
    {
        step.Cancel();
        return Task.CompletedTask;
    });

    /// <summary>Closes what nobody waits for.</summary>
    public void Close(IAsyncDisposable opened) => RunQuietly(() => opened.DisposeAsync().AsTask());

    /// <summary>What a source that breaks its word by a null stands for.</summary>
    public static LinkFault GaveNothing { get; } = new(LinkLossReason.Unknown, "The source gave nothing.");

    /// <summary>The fault that an exception of a transport stands for.</summary>
    public static LinkFault FaultOf(Exception exception) => exception switch
    {
        LinkException link => link.Fault,
        OperationCanceledException => new LinkFault(LinkLossReason.LocalRequest),
        TimeoutException timeout => new LinkFault(LinkLossReason.ConnectTimeout, timeout.Message),
        UnauthorizedAccessException denied => new LinkFault(LinkLossReason.PermissionMissing, denied.Message),
        _ => new LinkFault(LinkLossReason.Unknown, $"{exception.GetType().Name}: {exception.Message}"),
    };

    private void RunQuietly(Func<Task> step)
    {
        if (_isInline) _ = RunAsync();
        else _ = Task.Run(RunAsync);

        async Task RunAsync()
        {
            try
            {
                await step().ConfigureAwait(false);
            }
            catch (Exception)
            {
                // What cannot be cancelled or closed is the transport's bug; for the engine it is over.
            }
        }
    }

    private async Task RunAsync<T>(Func<Task<T>> step, Func<T, object> succeeded, Func<LinkFault, object> failed)
    {
        object message;
        try
        {
            message = succeeded(await (step() ?? throw new LinkException(GaveNothing)).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            message = failed(FaultOf(exception));
        }

        actor.Tell(message, ActorRefs.NoSender);
    }
}

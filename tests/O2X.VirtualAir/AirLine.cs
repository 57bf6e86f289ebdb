using System.Threading.Channels;

namespace O2X.VirtualAir;

/// <summary>
/// The one line of execution on which everything in the air happens: what is posted runs one after the other, in order. Nobody who
/// posts waits, so that a car may call from inside its own locks.
/// </summary>
internal sealed class AirLine
{
    private readonly Channel<Action> _work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });

    public void Post(Action work) => _work.Writer.TryWrite(work);

    /// <summary>Runs a function on the line.</summary>
    public Task<T> AskAsync<T>(Func<T> function)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                answer.SetResult(function());
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        });
        return answer.Task;
    }

    /// <summary>Carries the line. It fails with what any work throws, which is a bug.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var work in _work.Reader.ReadAllAsync(cancellationToken)) work();
    }
}

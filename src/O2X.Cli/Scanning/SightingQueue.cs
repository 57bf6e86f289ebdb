using System.Threading.Channels;
using O2X.Links;

namespace O2X.Cli.Scanning;

/// <summary>Hands on what a scan hears, so that a slow output never holds the radio up: of too much, the oldest is dropped.</summary>
internal sealed class SightingQueue : IScanSink
{
    private const int Most = 1024;

    private readonly Channel<Sighting> _queue = Channel.CreateBounded<Sighting>(
        new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly TaskCompletionSource<LinkFault> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Why the scan ended by itself, when it has.</summary>
    public Task<LinkFault> Ended => _ended.Task;

    public void OnSighting(Sighting sighting) => _queue.Writer.TryWrite(sighting);

    public void OnEnded(LinkFault fault) => _ended.TrySetResult(fault);

    /// <summary>Takes what was heard, until it is cancelled.</summary>
    public async Task TakeAsync(Action<Sighting> take, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var sighting in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) take(sighting);
        }
        catch (OperationCanceledException)
        {
            while (_queue.Reader.TryRead(out var sighting)) take(sighting);
        }
    }
}

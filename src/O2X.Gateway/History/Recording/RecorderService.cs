using Microsoft.Extensions.Hosting;
using O2X.Gateway.Feed;
using O2X.Gateway.History.Storage;

namespace O2X.Gateway.History.Recording;

/// <summary>Records what the feed tells, from when the gateway has started until it ends.</summary>
internal sealed class RecorderService(HistoryRecorder recorder, EventFeed feed, TimeProvider clock, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan _listenAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _flushEvery = TimeSpan.FromSeconds(5);

    /// <summary>Writes what came last; the feed has ended for its listeners by then.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await recorder.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // There is no time left; that the database is away was told.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The numbers of the feed begin when the journal is open.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
        await Task.WhenAll(TakeAsync(stoppingToken), FlushAsync(stoppingToken)).ConfigureAwait(false);
    }

    private async Task TakeAsync(CancellationToken stoppingToken)
    {
        while (!await TakeUntilEndAsync(stoppingToken).ConfigureAwait(false)) await Task.Delay(_listenAgainAfter, clock, stoppingToken).ConfigureAwait(false);
    }

    // Who falls behind is read to from the journal, which may be away. What it has is not needed here: values alone are recorded.
    private async Task<bool> TakeUntilEndAsync(CancellationToken stoppingToken)
    {
        using var listener = feed.Listen();
        try
        {
            while (await listener.ReadAsync(stoppingToken).ConfigureAwait(false) is { Count: > 0 } records) recorder.Take(records);
            return true;
        }
        catch (HistoryUnusableException)
        {
            return false;
        }
    }

    private async Task FlushAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_flushEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) await recorder.FlushAsync(stoppingToken).ConfigureAwait(false);
    }
}

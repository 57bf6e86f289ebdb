using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace O2X.Gateway.History.Retention;

/// <summary>Deletes and thins what is old, every hour.</summary>
internal sealed class RetentionService(HistoryRetention retention, TimeProvider clock, ILogger<RetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await retention.RunAsync(clock.GetUtcNow(), stoppingToken).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                HistoryLog.RetentionFailed(logger, problem.Message);
            }
        }
    }
}

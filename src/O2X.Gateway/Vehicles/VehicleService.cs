using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using O2X.Actors;
using O2X.Actors.Hosting;
using O2X.Gateway.Feed;
using O2X.Vehicles;

namespace O2X.Gateway.Vehicles;

/// <summary>
/// The gateway's life: opens the feed, listens to the engine and subscribes; at the end tells everybody, and waits until all that was
/// heard is kept.
/// </summary>
internal sealed class VehicleService : IHostedService, IDisposable
{
    private readonly EventFeed _feed;
    private readonly LiveVehicle _vehicle;
    private readonly ILogger<VehicleService> _logger;
    private readonly Vin? _configured;
    private readonly Searching _searching;
    private readonly CancellationTokenRegistration _stopping;

    public VehicleService(
        IO2XEngine engine,
        EventFeed feed,
        LiveVehicle vehicle,
        IOptions<O2XHostingOptions> options,
        IHostApplicationLifetime lifetime,
        ILogger<VehicleService> logger)
    {
        _feed = feed;
        _vehicle = vehicle;
        _logger = logger;
        _configured = options.Value.Vin is { } vin ? Vin.Parse(vin) : null;
        _searching = new Searching(engine, () => vehicle.Owner.LastWasOwn, () => SubscribeAsync(CancellationToken.None));
        // Listeners hold connections open, which would hold up the end.
        _stopping = lifetime.ApplicationStopping.Register(feed.Complete);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _feed.OpenAsync(cancellationToken).ConfigureAwait(false);
        _vehicle.Attach();
        _searching.Start();
        var result = await SubscribeAsync(cancellationToken).ConfigureAwait(false);
        if (!result.IsDone) GatewayLog.NotSubscribed(_logger, result.Words!);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _searching.Dispose();
        _vehicle.Dispose();
        try
        {
            await _feed.SettleAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            GatewayLog.LastNotKept(_logger);
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _searching.Dispose();
    }

    private Task<CommandResult> SubscribeAsync(CancellationToken cancellationToken) =>
        _vehicle.Owner.SubscribeItselfAsync(_configured, cancellationToken);
}

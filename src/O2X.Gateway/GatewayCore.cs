using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using O2X.Actors.Hosting;
using O2X.Gateway.Feed;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway;

/// <summary>The core: the engine, its one owner, the vehicle and the feed.</summary>
internal static class GatewayCore
{
    /// <summary>Adds the core. The engine's source and vehicle come from the configuration section <c>O2X</c>.</summary>
    /// <param name="services">The gateway's services.</param>
    /// <param name="configuration">Its configuration.</param>
    /// <param name="configure">Changes how the engine is hosted, as a test does; null: nothing.</param>
    public static IServiceCollection AddGatewayCore(
        this IServiceCollection services, IConfiguration configuration, Action<O2XBuilder>? configure)
    {
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection(GatewayOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidation>();
        services.TryAddSingleton(TimeProvider.System);

        var state = GatewayState.Of(configuration);
        services.AddSingleton(state);
        services.AddO2X(engine =>
        {
            configure?.Invoke(engine);
            engine.Configure(options =>
            {
                options.StateDirectory = state.Folder;
                // The gateway subscribes itself, as its one owner.
                options.AutoSubscribe = false;
            });
        });

        services.AddSingleton(provider => new VehicleDirectory(
            state.Folder is { } folder ? new VehicleDirectoryFile(folder) : null,
            provider.GetRequiredService<IOptions<GatewayOptions>>().Value.Alias,
            provider.GetRequiredService<ILogger<VehicleDirectory>>()));
        services.AddSingleton(provider => new FeedOptions(provider.GetRequiredService<IOptions<GatewayOptions>>().Value.ListenerLimit));
        services.AddSingleton<EventFeed>();
        services.AddSingleton<VehicleOwner>();
        services.AddSingleton<LiveVehicle>();
        services.AddHostedService<VehicleService>();
        return services;
    }
}

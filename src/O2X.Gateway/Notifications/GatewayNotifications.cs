using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace O2X.Gateway.Notifications;

/// <summary>The room of notifications: a webhook that is told what somebody should know.</summary>
internal static class GatewayNotifications
{
    /// <summary>Adds them; without an address in the configuration nobody is told.</summary>
    public static IServiceCollection AddGatewayNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NotificationOptions>().Bind(configuration.GetSection(NotificationOptions.Section));
        return services;
    }
}

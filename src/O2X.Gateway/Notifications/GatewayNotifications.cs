using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace O2X.Gateway.Notifications;

/// <summary>The room of notifications: a webhook that is told what somebody should know.</summary>
internal static class GatewayNotifications
{
    /// <summary>Adds them; without an address in the configuration nobody is told.</summary>
    public static IServiceCollection AddGatewayNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(NotificationOptions.Section);
        services.AddOptions<NotificationOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidation>();
        services.AddSingleton(_ => WebhookTransport.Network());
        services.AddSingleton<NotificationService>();
        if (section[nameof(NotificationOptions.Webhook)] is not null) services.AddHostedService<NotificationWatch>();
        return services;
    }
}

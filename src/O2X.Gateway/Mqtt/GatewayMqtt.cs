using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace O2X.Gateway.Mqtt;

/// <summary>The room of MQTT: values, events and commands through a broker, for Home Assistant and evcc.</summary>
internal static class GatewayMqtt
{
    /// <summary>Adds the client; without a broker in the configuration there is none.</summary>
    public static IServiceCollection AddGatewayMqtt(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(MqttOptions.Section);
        services.AddOptions<MqttOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MqttOptions>, MqttOptionsValidation>();
        services.AddSingleton<MqttMonitor>();
        services.AddHealthChecks().AddCheck<MqttHealth>("mqtt");
        if (section[nameof(MqttOptions.Broker)] is null) return services;
        services.AddSingleton<IBroker, NetBroker>();
        services.AddSingleton(MqttBackoff.ByChance());
        services.AddHostedService<MqttPublisher>();
        return services;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace O2X.Gateway.Mqtt;

/// <summary>The room of MQTT: values, events and commands through a broker, for Home Assistant and evcc.</summary>
internal static class GatewayMqtt
{
    /// <summary>Adds the client; without a broker in the configuration there is none.</summary>
    public static IServiceCollection AddGatewayMqtt(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MqttOptions>().Bind(configuration.GetSection(MqttOptions.Section));
        return services;
    }
}

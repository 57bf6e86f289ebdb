using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace O2X.Gateway.Mqtt;

/// <summary>A broker that is reached over the network.</summary>
internal sealed class NetBroker(IOptions<MqttOptions> options) : IBroker
{
    private static readonly TimeSpan _keepAlive = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _answerLimit = TimeSpan.FromSeconds(10);

    public async Task<IBrokerConnection> ConnectAsync(BrokerHello hello, Func<BrokerMessage, Task> received, CancellationToken cancellationToken)
    {
        var address = BrokerAddress.Of(options.Value.Broker)!;
        var connection = new NetBrokerConnection(new MqttClientFactory().CreateMqttClient(), address, received);
        try
        {
            await connection.OpenAsync(Options(address, hello), cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private MqttClientOptions Options(BrokerAddress address, BrokerHello hello)
    {
        var set = options.Value;
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(address.Host, address.Port)
            .WithProtocolVersion(set.Protocol == "3.1.1" ? MqttProtocolVersion.V311 : MqttProtocolVersion.V500)
            .WithClientId(hello.ClientId)
            .WithCleanStart(true)
            .WithKeepAlivePeriod(_keepAlive)
            .WithTimeout(_answerLimit)
            .WithWillTopic(hello.Will.Topic)
            .WithWillPayload(hello.Will.Payload.ToArray())
            .WithWillRetain(hello.Will.IsRetained)
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        if (set.User is { } user) builder.WithCredentials(user, MqttPassword.Of(set) ?? "");
        if (address.IsSecure) builder.WithTlsOptions(tls => Secure(tls, address, set.CaFile));
        return builder.Build();
    }

    private static void Secure(MqttClientTlsOptionsBuilder tls, BrokerAddress address, string? caFile)
    {
        tls.UseTls(true).WithTargetHost(address.Host);
        if (caFile is null) return;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(caFile);
        // A private authority seldom says what it has revoked.
        tls.WithTrustChain(authorities).WithRevocationMode(X509RevocationMode.NoCheck);
    }
}

using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet;
using MQTTnet.Exceptions;

namespace O2X.Gateway.Mqtt;

/// <summary>What a broker or the way to it answered, in words, with what to do.</summary>
internal static class BrokerWords
{
    private const string Section = MqttOptions.Section;

    public static string Of(Exception problem, BrokerAddress address)
    {
        var causes = Causes(problem).ToList();
        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } untrusted)
            return $"The connection to {address} could not be encrypted: {untrusted.Message.TrimEnd('.')}. "
                + $"If the broker's certificate is of an authority of its own, give that authority's certificate in {Section}:{nameof(MqttOptions.CaFile)}.";
        if (causes.OfType<SocketException>().FirstOrDefault() is { } socket) return Of(socket, address);
        if (causes.OfType<MqttCommunicationTimedOutException>().Any()) return $"{address} did not answer in time.";
        return $"The connection to {address} failed: {causes[^1].Message.TrimEnd('.')}.";
    }

    /// <summary>What the broker refused a connection with.</summary>
    public static string Of(MqttClientConnectResultCode code, BrokerAddress address) => code switch
    {
        MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized or MqttClientConnectResultCode.BadAuthenticationMethod =>
            $"{address} refused the user name or the password. See {Section}:{nameof(MqttOptions.User)} and {Section}:{nameof(MqttOptions.PasswordFile)}.",
        MqttClientConnectResultCode.UnsupportedProtocolVersion =>
            $"{address} does not speak this version of MQTT. Set {Section}:{nameof(MqttOptions.Protocol)} to 3.1.1.",
        MqttClientConnectResultCode.ServerUnavailable or MqttClientConnectResultCode.ServerBusy => $"{address} is not available at present.",
        _ => $"{address} refused the connection: {code}.",
    };

    private static string Of(SocketException problem, BrokerAddress address) => problem.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => $"Nothing listens at {address}. See that the broker runs, and {Section}:{nameof(MqttOptions.Broker)}.",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"The name {address.Host} is not known. See {Section}:{nameof(MqttOptions.Broker)}.",
        SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"{address} cannot be reached: {problem.Message.TrimEnd('.')}.",
        _ => $"The connection to {address} failed: {problem.Message.TrimEnd('.')}.",
    };

    private static IEnumerable<Exception> Causes(Exception? problem)
    {
        for (; problem is not null; problem = problem.InnerException) yield return problem;
    }
}

using System.Buffers;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace O2X.Gateway.Mqtt;

/// <summary>A connection over the network.</summary>
internal sealed class NetBrokerConnection : IBrokerConnection
{
    private readonly IMqttClient _client;
    private readonly BrokerAddress _address;
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NetBrokerConnection(IMqttClient client, BrokerAddress address, Func<BrokerMessage, Task> received)
    {
        _client = client;
        _address = address;
        client.DisconnectedAsync += OnDisconnectedAsync;
        client.ApplicationMessageReceivedAsync += arguments => OnReceivedAsync(arguments.ApplicationMessage, received);
    }

    public Task<string> Lost => _lost.Task;

    public async Task OpenAsync(MqttClientOptions options, CancellationToken cancellationToken)
    {
        var result = await AtBrokerAsync(() => _client.ConnectAsync(options, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (result.ResultCode != MqttClientConnectResultCode.Success) throw new BrokerException(BrokerWords.Of(result.ResultCode, _address));
    }

    public async Task SubscribeAsync(IReadOnlyList<string> topics, CancellationToken cancellationToken)
    {
        var builder = new MqttClientSubscribeOptionsBuilder();
        foreach (var topic in topics) builder.WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce);
        await AtBrokerAsync(() => _client.SubscribeAsync(builder.Build(), cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async Task<string?> PublishAsync(BrokerMessage message, CancellationToken cancellationToken)
    {
        var result = await AtBrokerAsync(
            () => _client.PublishAsync(
                new MqttApplicationMessage
                {
                    Topic = message.Topic,
                    Payload = new ReadOnlySequence<byte>(message.Payload),
                    Retain = message.IsRetained,
                    QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                    CorrelationData = message.Correlation,
                },
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return result.IsSuccess ? null : $"{_address} does not take {message.Topic}: {result.ReasonCode}. See that the user may publish to it.";
    }

    public Task LeaveAsync(CancellationToken cancellationToken) =>
        AtBrokerAsync(
            async () =>
            {
                await _client.DisconnectAsync(new MqttClientDisconnectOptions(), cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _lost.TrySetResult("It was closed.");
        return ValueTask.CompletedTask;
    }

    private async Task<T> AtBrokerAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is MqttCommunicationException or ObjectDisposedException or MqttProtocolViolationException or InvalidOperationException
            || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new BrokerException(_lost.Task.IsCompletedSuccessfully ? _lost.Task.Result : BrokerWords.Of(problem, _address), problem);
        }
    }

    private static Task OnReceivedAsync(MqttApplicationMessage message, Func<BrokerMessage, Task> received) =>
        received(new BrokerMessage(message.Topic, message.Payload.ToArray(), message.Retain)
        {
            ReplyTo = message.ResponseTopic,
            Correlation = message.CorrelationData,
        });

    private Task OnDisconnectedAsync(MqttClientDisconnectedEventArgs arguments)
    {
        if (arguments.ClientWasConnected)
        {
            _lost.TrySetResult(arguments.Exception is { } problem
                ? BrokerWords.Of(problem, _address)
                : $"{_address} closed the connection: {arguments.Reason}.");
        }

        return Task.CompletedTask;
    }
}

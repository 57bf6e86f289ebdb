using Microsoft.Extensions.Logging;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>
/// What is published over one connection: at its beginning everything that the broker shall hold, then what happened meanwhile, then
/// each interval what has changed. Home Assistant's birth message makes it begin anew.
/// </summary>
internal sealed class MqttSession(
    IBrokerConnection connection, LiveVehicle vehicle, MqttErasures erasures, MqttOutbox outbox, MqttStates states, MqttMonitor monitor, MqttOptions options, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, BrokerMessage> _sent = [];
    private readonly VehicleId _vehicle = vehicle.Identity.Id;
    private string? _refusal;

    /// <summary>Publishes until the connection is lost, the vehicle is another one, or it shall end.</summary>
    /// <returns>Why the connection was lost; null: it was not.</returns>
    /// <exception cref="BrokerException">The connection was lost.</exception>
    public async Task<string?> RunAsync(MqttInbox inbox, CancellationToken stop)
    {
        var topics = MqttTopics.Of(options, _vehicle);
        List<string> subscriptions = [];
        if (options.HomeAssistant) subscriptions.Add(topics.Birth);
        if (options.Commands) subscriptions.Add(topics.Commands);

        // What is on its way at the end still arrives.
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var ending = stop.Register(() => patience.CancelAfter(_patience));
        if (subscriptions.Count > 0) await connection.SubscribeAsync(subscriptions, patience.Token).ConfigureAwait(false);

        while (!stop.IsCancellationRequested && vehicle.Identity.Id == _vehicle)
        {
            if (inbox.TakeBirth()) _sent.Clear();
            await PublishAsync(patience.Token).ConfigureAwait(false);
            await Task.WhenAny(connection.Lost, Task.Delay(TimeSpan.FromSeconds(options.IntervalSeconds), clock, stop)).ConfigureAwait(false);
            if (connection.Lost.IsCompleted) return await connection.Lost.ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Publishes what is left, that the gateway is away now, and says goodbye.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await outbox.DrainAsync(_vehicle, message => SendAsync(message, cancellationToken), cancellationToken).ConfigureAwait(false);
        await SendAsync(BrokerMessage.Retained(MqttTopics.Of(options, _vehicle).Gateway, PresentMessages.Offline), cancellationToken).ConfigureAwait(false);
        await connection.LeaveAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task SendAsync(BrokerMessage message, CancellationToken cancellationToken) => PublishOneAsync(message, cancellationToken);

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var view = vehicle.View();
        states.Begin(view, options);
        await erasures.DrainAsync(message => SendAsync(message, cancellationToken)).ConfigureAwait(false);
        foreach (var message in PresentMessages.Head(view, options, MqttPublisher.Version)) await SendChangedAsync(message, cancellationToken).ConfigureAwait(false);
        await outbox.DrainAsync(_vehicle, message => SendAsync(message, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var message in states.Of(_vehicle).Concat(PresentMessages.Values(vehicle.View(), options)))
            await SendChangedAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private Task SendChangedAsync(BrokerMessage message, CancellationToken cancellationToken) =>
        _sent.TryGetValue(message.Topic, out var sent) && sent.Payload.Span.SequenceEqual(message.Payload.Span)
            ? Task.CompletedTask
            : PublishOneAsync(message, cancellationToken);

    private async Task PublishOneAsync(BrokerMessage message, CancellationToken cancellationToken)
    {
        var refusal = await connection.PublishAsync(message, cancellationToken).ConfigureAwait(false);
        if (message.IsRetained)
        {
            _sent[message.Topic] = message;
            states.Keep(message);
        }

        // One that is refused would be refused again: it is told, and the others go on.
        if (refusal is null || refusal == _refusal) return;
        _refusal = refusal;
        monitor.Tell(MqttPhase.Connected, refusal);
        MqttLog.Refused(logger, refusal);
    }
}

using O2X.Gateway.Feed;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>
/// What happened and is not with the broker yet, in order. While the broker is away it waits with the feed's listener, which is bounded and
/// goes on from the journal: here are only the records that were taken to be sent.
/// </summary>
internal sealed class MqttOutbox(FeedListener listener, Func<VehicleId, MqttTopics> topicsOf, MqttPosition position)
{
    private readonly Queue<(long Id, BrokerMessage Message)> _taken = new();

    /// <summary>Sends all that waits; a message stays until the broker has it.</summary>
    /// <param name="present">The vehicle that a gap is told of.</param>
    /// <param name="send">Sends one; throws when the connection is lost.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task DrainAsync(VehicleId present, Func<BrokerMessage, Task> send, CancellationToken cancellationToken)
    {
        do
        {
            await SendAsync(send).ConfigureAwait(false);
        }
        while (await TakeAsync(present, cancellationToken).ConfigureAwait(false));
    }

    private async Task SendAsync(Func<BrokerMessage, Task> send)
    {
        long? sent = null;
        try
        {
            while (_taken.TryPeek(out var next))
            {
                await send(next.Message).ConfigureAwait(false);
                _taken.Dequeue();
                sent = next.Id;
            }
        }
        finally
        {
            if (sent is { } id) position.Keep(id);
        }
    }

    private async ValueTask<bool> TakeAsync(VehicleId present, CancellationToken cancellationToken)
    {
        var records = listener.IsBehind
            ? await listener.ReadAsync(cancellationToken).ConfigureAwait(false)
            : listener.TakeWaiting();
        foreach (var record in records)
        {
            if (RecordMessages.Of(record, topicsOf(record.Kind == FeedKind.Gap ? present : record.Vehicle)) is { } message) _taken.Enqueue((record.Id, message));
        }

        return records.Count > 0;
    }
}

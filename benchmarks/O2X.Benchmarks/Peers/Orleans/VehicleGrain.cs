using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Streams;
using Orleans.Utilities;

namespace O2X.Benchmarks.Peers.Orleans;

/// <summary>Decodes, and tells through the observer manager that the documentation gives for observers.</summary>
internal sealed class VehicleGrain(ILogger<VehicleGrain> log) : Grain, IVehicleGrain
{
    private readonly PacketDecoder _decoder = new();
    private readonly ObserverManager<IVehicleObserver> _observers = new(TimeSpan.FromDays(1), log);
    private IAsyncStream<VehicleUpdate>? _stream;

    public Task SubscribeAsync(IVehicleObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task PostAsync(PacketCall packet)
    {
        if (!_decoder.Accept(packet.Bytes, packet.Timestamp)) return Task.CompletedTask;
        var update = new VehicleUpdate(_decoder.State);
        return _observers.Notify(observer => observer.PostAsync(update));
    }

    public Task AcceptAsync(PacketCall packet)
    {
        if (!_decoder.Accept(packet.Bytes, packet.Timestamp)) return Task.CompletedTask;
        var update = new VehicleUpdate(_decoder.State);
        return _observers.Notify(observer => observer.TellAsync(update));
    }

    public Task PublishAsync(List<PacketCall> packets)
    {
        _stream ??= this.GetStreamProvider(OrleansSilo.Streams).GetStream<VehicleUpdate>(OrleansSilo.Updates);
        var updates = new List<VehicleUpdate>(packets.Count);
        foreach (var packet in packets)
        {
            if (_decoder.Accept(packet.Bytes, packet.Timestamp)) updates.Add(new VehicleUpdate(_decoder.State));
        }

        return updates.Count == 0 ? Task.CompletedTask : _stream.OnNextBatchAsync(updates);
    }
}

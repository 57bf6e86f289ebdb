using Orleans;
using Orleans.Concurrency;

namespace O2X.Benchmarks.Peers.Orleans;

/// <summary>A vehicle: packets in, states out to observers or to its stream.</summary>
internal interface IVehicleGrain : IGrainWithIntegerKey
{
    Task SubscribeAsync(IVehicleObserver observer);

    /// <summary>Takes a packet and tells the observers; nobody waits for anybody.</summary>
    [OneWay]
    Task PostAsync(PacketCall packet);

    /// <summary>Takes a packet; done when each observer has been told.</summary>
    Task AcceptAsync(PacketCall packet);

    /// <summary>Takes packets; done when the stream has taken the states.</summary>
    Task PublishAsync(List<PacketCall> packets);
}

/// <summary>Who is told of a vehicle's states.</summary>
internal interface IVehicleObserver : IGrainObserver
{
    [OneWay]
    Task PostAsync(VehicleUpdate update);

    Task TellAsync(VehicleUpdate update);
}

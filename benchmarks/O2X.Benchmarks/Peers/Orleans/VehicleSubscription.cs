using O2X.Benchmarks.Measurement;
using Orleans;

namespace O2X.Benchmarks.Peers.Orleans;

/// <summary>One observer of a grain. Orleans knows it weakly: whoever subscribes it keeps it.</summary>
internal sealed class VehicleSubscription : IVehicleObserver
{
    public Tally Tally { get; } = new();

    public static async Task<VehicleSubscription[]> SubscribeAsync(IClusterClient client, IVehicleGrain grain, int count)
    {
        var subscriptions = new VehicleSubscription[count];
        for (var i = 0; i < count; i++)
        {
            subscriptions[i] = new VehicleSubscription();
            await grain.SubscribeAsync(client.CreateObjectReference<IVehicleObserver>(subscriptions[i]));
        }

        return subscriptions;
    }

    public Task PostAsync(VehicleUpdate update) => TellAsync(update);

    public Task TellAsync(VehicleUpdate update)
    {
        Tally.OnNext(update.State);
        return Task.CompletedTask;
    }
}

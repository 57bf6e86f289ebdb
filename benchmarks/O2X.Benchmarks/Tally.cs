using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Benchmarks;

/// <summary>Counts what it is told; a missing element is a broken benchmark, not a fast one.</summary>
internal sealed class Tally : IObserver<VehicleSnapshot>
{
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public void OnNext(VehicleSnapshot value) => Volatile.Write(ref _count, _count + 1);

    public void OnError(Exception error) => throw error;

    public void OnCompleted()
    {
    }

    public void Await(long goal)
    {
        var deadline = TimeProvider.System.GetTicks() + TimeSpan.FromSeconds(30).Ticks;
        var spin = new SpinWait();
        while (Count < goal)
        {
            spin.SpinOnce(sleep1Threshold: -1);
            if (TimeProvider.System.GetTicks() > deadline) throw new TimeoutException($"{goal - Count} elements are missing.");
        }

        if (Count != goal) throw new InvalidOperationException($"{Count - goal} elements too many.");
    }
}

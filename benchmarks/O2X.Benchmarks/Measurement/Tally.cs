using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Benchmarks.Measurement;

/// <summary>
/// A subscriber that counts what it is told, and notes when where it is asked to; called by one thread at a time. A missing element is a
/// broken benchmark, not a fast one.
/// </summary>
internal sealed class Tally : IObserver<VehicleSnapshot>
{
    private long _count;
    private long _newest;
    private long _noted;
    private long[]? _arrivals;

    public long Count => Volatile.Read(ref _count);

    /// <summary>The sequence number of the last element.</summary>
    public long Newest => Volatile.Read(ref _newest);

    /// <summary>Notes the time of each of the next elements (<see cref="TimeProvider.GetTimestamp"/> of the system), until the array is full.</summary>
    public void NoteArrivals(long[] arrivals)
    {
        _noted = Count;
        Volatile.Write(ref _arrivals, arrivals);
    }

    public void OnNext(VehicleSnapshot value)
    {
        if (Volatile.Read(ref _arrivals) is { } arrivals)
        {
            arrivals[_count - _noted] = TimeProvider.System.GetTimestamp();
            if (_count - _noted == arrivals.Length - 1) _arrivals = null;
        }

        Volatile.Write(ref _newest, value.Sequence);
        Volatile.Write(ref _count, _count + 1);
    }

    public void OnError(Exception error) => throw error;

    public void OnCompleted()
    {
    }

    /// <summary>Waits until so many elements were counted.</summary>
    /// <exception cref="TimeoutException">They did not come in half a minute.</exception>
    /// <exception cref="InvalidOperationException">More came than were sent.</exception>
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

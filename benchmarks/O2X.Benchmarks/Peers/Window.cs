using O2X.Benchmarks.Measurement;
using O2X.Links.Time;

namespace O2X.Benchmarks.Peers;

/// <summary>
/// Bounds what is under way in a peer that does not push back itself: without it, such a peer's queues grow as long as the writer is
/// faster, and it is the garbage collector that is measured.
/// </summary>
internal sealed class Window(IReadOnlyList<Tally> tallies, int limit)
{
    /// <summary>Packets that may wait in a peer: as many as the ring of the engine holds here.</summary>
    public const int Packets = 16384;

    private long _sent;
    private long _arrived;

    /// <summary>Waits until one more packet may be sent, and counts it.</summary>
    /// <exception cref="TimeoutException">What is under way did not arrive in half a minute.</exception>
    public void Enter()
    {
        if (_sent - _arrived >= limit) Wait();
        _sent++;
    }

    // Half of it at a time: a writer that asked after each packet would take the counters from those who count.
    private void Wait()
    {
        _arrived = Least();
        if (_sent - _arrived < limit) return;
        var deadline = TimeProvider.System.GetTicks() + TimeSpan.FromSeconds(30).Ticks;
        var spin = new SpinWait();
        while (_sent - _arrived > limit / 2)
        {
            spin.SpinOnce(sleep1Threshold: -1);
            if (TimeProvider.System.GetTicks() > deadline) throw new TimeoutException($"{_sent - _arrived} elements are missing.");
            _arrived = Least();
        }
    }

    private long Least()
    {
        var least = long.MaxValue;
        for (var i = 0; i < tallies.Count; i++) least = Math.Min(least, tallies[i].Count);
        return least;
    }
}

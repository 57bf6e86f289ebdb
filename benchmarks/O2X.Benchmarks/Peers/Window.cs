using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Peers;

/// <summary>
/// Bounds what is under way in a peer that does not push back itself: without it, such a peer's queues grow as long as the writer is
/// faster, and it is the garbage collector that is measured.
/// </summary>
internal sealed class Window(IReadOnlyList<Tally> tallies, int limit)
{
    /// <summary>Packets that may wait in a peer; as many as the engine's own ring holds, to a fifth.</summary>
    public const int Packets = 16384;

    private long _sent;
    private long _arrived;

    /// <summary>Waits until one more packet may be sent, and counts it.</summary>
    public void Enter()
    {
        if (_sent - _arrived >= limit)
        {
            var spin = new SpinWait();
            while (_sent - (_arrived = tallies.Min(tally => tally.Count)) >= limit) spin.SpinOnce(sleep1Threshold: -1);
        }

        _sent++;
    }
}

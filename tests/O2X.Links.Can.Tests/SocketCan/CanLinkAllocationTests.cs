using O2X.Links.Can.SocketCan;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Tests.SocketCan;

/// <summary>Runs while no other test does, because it measures what the whole process allocates.</summary>
[CollectionDefinition(nameof(CanLinkAllocationTests), DisableParallelization = true)]
[Collection(nameof(CanLinkAllocationTests))]
public sealed class CanLinkAllocationTests
{
    private static readonly CanFrame Frame = CanFrame.Create(0x580, [1, 2, 3, 4, 5, 6, 7, 8]);

    [Fact]
    public async Task Allocates_nothing_for_a_frame_once_it_runs()
    {
        const int Frames = 10_000;
        using var bus = new StandInBus();
        var sink = new CountingSink();
        await using var link = new CanLink(bus.Socket, TimeProvider.System, "can0", sink);

        // Code that is not optimised yet boxes what it awaits: the leanest round is the one that runs as a program does later.
        var leanest = Enumerable.Range(0, 8).Min(_ => Allocated(() => Exchange(bus, sink, Frames)));

        // An object for each frame would be 24 bytes at least.
        Assert.InRange((double)leanest / Frames, 0, 1);
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    // One frame at a time, so that the link has to wait for each.
    private static void Exchange(StandInBus bus, CountingSink sink, int frames)
    {
        var spinner = new SpinWait();
        for (var i = 0; i < frames; i++)
        {
            var next = sink.Count + 1;
            bus.Put(Frame);
            while (sink.Count < next) spinner.SpinOnce(sleep1Threshold: -1);
        }
    }

    private sealed class CountingSink : ILinkSink
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
        {
            Volatile.Write(ref _count, _count + 1);
            return true;
        }

        public ValueTask<bool> WaitForRoomAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

        public void OnClosed(LinkFault fault) => Assert.Fail($"The link was closed: {fault}");
    }
}

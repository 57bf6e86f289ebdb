using O2X.Links;
using O2X.Links.Profiles;
using O2X.Simulator.Radio;

namespace O2X.Simulator.Tests;

/// <summary>The simulator on the system's clock, where timers call from any thread.</summary>
public class SimulatedWorldThreadTests
{
    private static readonly DongleOptions Fast = new()
    {
        InformationInterval = TimeSpan.FromMilliseconds(10),
        MeasurementsInterval = TimeSpan.FromMilliseconds(1),
        MostCentrals = 8,
    };

    [Fact]
    public async Task Never_calls_a_sink_twice_at_a_time_or_after_its_end()
    {
        await using var world = new SimulatedWorld(TimeProvider.System, Fast);
        var profile = new OpenLinkProfile();
        var sinks = new List<StrictSink>();
        var centrals = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                var sink = new StrictSink();
                lock (sinks) sinks.Add(sink);
                var sighting = new Sighting(world.Dongle.Address, 0);
                var link = await world.Transport.ConnectAsync(sighting, sink, default);
                try
                {
                    await profile.OpenAsync(link, vin: null, default);
                    await sink.SeveralPackets.Task;
                    if (n == 0) world.Dongle.DropLink();
                }
                catch (LinkException) when (sink.WasClosed)
                {
                    // Another central's drop came first.
                }

                await link.DisposeAsync();
                sink.Forbid();
            }
        }));
        await Task.WhenAll(centrals);

        Assert.Equal(0, world.Radio.OpenLinks);
        Assert.Equal(0, world.Radio.RunningTimers);
        Assert.Equal(40, sinks.Count);
        Assert.All(sinks, sink => Assert.Equal(0, sink.Offences));
    }

    /// <summary>Counts calls that overlap, and calls that come after the end.</summary>
    private sealed class StrictSink : ILinkSink
    {
        private int _inside;
        private int _packets;
        private int _offences;
        private volatile bool _forbidden;

        /// <summary>Completes when enough packets came, or the link was lost.</summary>
        public TaskCompletionSource SeveralPackets { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Offences => Volatile.Read(ref _offences);

        public bool WasClosed { get; private set; }

        public void Forbid() => _forbidden = true;

        public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
        {
            Enter();
            if (++_packets == 5) SeveralPackets.TrySetResult();
            Interlocked.Decrement(ref _inside);
            return true;
        }

        public ValueTask<bool> DrainedAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

        public void OnClosed(LinkFault fault)
        {
            Enter();
            WasClosed = true;
            _forbidden = true;
            SeveralPackets.TrySetResult();
            Interlocked.Decrement(ref _inside);
        }

        private void Enter()
        {
            if (Interlocked.Increment(ref _inside) != 1 || _forbidden) Interlocked.Increment(ref _offences);
        }
    }
}

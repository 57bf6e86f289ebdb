using O2X.Links.Time;

namespace O2X.Benchmarks.Measurement;

/// <summary>Sends packets through a pipeline.</summary>
internal static class Pace
{
    /// <summary>Sends so many as fast as they are taken; returns when each subscriber has counted each.</summary>
    public static void AtFullSpeed(IPipeline pipeline, int packets)
    {
        var goal = pipeline.Tallies[0].Count + packets;
        var now = TimeProvider.System.GetTicks();
        for (var i = 0; i < packets; i++) pipeline.Write(Frames.Packets[i & 7], now);
        foreach (var tally in pipeline.Tallies) tally.Await(goal);
    }

    /// <summary>Sends what comes in so many seconds, as fast as the packets of each second are taken.</summary>
    /// <param name="now">The timestamp of the first packet, in ticks; moved to that of the one after the last.</param>
    public static void InVirtualTime(IPipeline pipeline, int seconds, int packetsASecond, ref long now)
    {
        var apart = TimeSpan.TicksPerSecond / packetsASecond;
        for (var second = 0; second < seconds; second++)
        {
            var goal = pipeline.Tallies[0].Count + packetsASecond;
            for (var i = 0; i < packetsASecond; i++, now += apart) pipeline.Write(Frames.Packets[i & 7], now);
            foreach (var tally in pipeline.Tallies) tally.Await(goal);
        }
    }

    /// <summary>Sends a packet each so many nanoseconds, from a thread of its own.</summary>
    /// <param name="pipeline">Where to; null: nowhere, which is what the pace itself costs.</param>
    /// <param name="sent">Takes when each was sent (<see cref="TimeProvider.GetTimestamp"/> of the system).</param>
    public static void Steadily(IPipeline? pipeline, long interval, long[] sent)
    {
        var goal = pipeline?.Tallies[0].Count + sent.Length;
        var thread = new Thread(() =>
        {
            ExactSleep.Prepare();
            var next = ExactSleep.Now();
            for (var i = 0; i < sent.Length; i++)
            {
                ExactSleep.Until(next += interval);
                sent[i] = TimeProvider.System.GetTimestamp();
                pipeline?.Write(Frames.Packets[i & 7], TimeProvider.System.GetTicks());
            }
        });
        thread.Start();
        thread.Join();
        foreach (var tally in pipeline?.Tallies ?? []) tally.Await(goal!.Value);
    }
}

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

    /// <summary>Sends so many packets in each of so many milliseconds.</summary>
    /// <param name="sent">Takes when each was sent (<see cref="TimeProvider.GetTimestamp"/> of the system).</param>
    public static void Steadily(IPipeline pipeline, int packetsAMillisecond, long[] sent)
    {
        var goal = pipeline.Tallies[0].Count + sent.Length;
        var clock = TimeProvider.System;
        using var never = new ManualResetEventSlim();
        var start = clock.GetTimestamp();
        for (var i = 0; i < sent.Length; i++)
        {
            if (i % packetsAMillisecond == 0)
            {
                var ahead = TimeSpan.FromMilliseconds(i / packetsAMillisecond) - clock.GetElapsedTime(start);
                if (ahead > TimeSpan.Zero) never.Wait(ahead);
            }

            sent[i] = clock.GetTimestamp();
            pipeline.Write(Frames.Packets[i & 7], clock.GetTicks());
        }

        foreach (var tally in pipeline.Tallies) tally.Await(goal);
    }
}

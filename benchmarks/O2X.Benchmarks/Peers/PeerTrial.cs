using System.Globalization;
using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Peers;

/// <summary>Starts each peer and sends a few packets through it: whether it delivers them all, and roughly how fast.</summary>
internal static class PeerTrial
{
    private static readonly int[] _subscribers = [1, 10, 100];

    /// <summary>Runs it; false when a peer failed.</summary>
    public static async Task<bool> RunAsync(TextWriter output, int packets, params string[] keys)
    {
        var allPass = true;
        foreach (var (key, contender) in PeerList.All.Where(peer => keys.Length == 0 || keys.Contains(peer.Key)))
        {
            foreach (var subscribers in _subscribers)
            {
                string result;
                try
                {
                    var speed = await MeasureAsync(contender, subscribers, packets);
                    result = speed.ToString("N0", CultureInfo.InvariantCulture) + " packets/s";
                }
                catch (Exception error)
                {
                    allPass = false;
                    result = $"{error.GetType().Name}: {error.Message}";
                }

                output.WriteLine($"{key,-22}{subscribers,4}  {result}");
            }
        }

        return allPass;
    }

    private static async Task<double> MeasureAsync(Contender contender, int subscribers, int packets)
    {
        await using var pipeline = await contender.StartAsync(subscribers);
        Pace.AtFullSpeed(pipeline, packets);
        var start = TimeProvider.System.GetTimestamp();
        Pace.AtFullSpeed(pipeline, packets);
        return packets / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}

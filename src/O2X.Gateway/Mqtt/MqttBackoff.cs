using System.Security.Cryptography;

namespace O2X.Gateway.Mqtt;

/// <summary>
/// How long to wait before the next attempt to connect: 1 s, doubled each time up to a minute, of which half is by chance, so that not
/// all clients of a broker come back at the same moment.
/// </summary>
/// <param name="chance">Gives numbers from 0 to 1.</param>
internal sealed class MqttBackoff(Func<double> chance)
{
    private const int Steps = 1 << 20;

    private static readonly TimeSpan _first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    private TimeSpan _next = _first;

    public static MqttBackoff ByChance() => new(() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps);

    public TimeSpan Next()
    {
        var delay = _next * (0.5 + (0.5 * chance()));
        _next = _next * 2 > _longest ? _longest : _next * 2;
        return delay;
    }

    /// <summary>A connection has held: the next wait is short again.</summary>
    public void Reset() => _next = _first;
}

using O2X.Links.Time;

namespace O2X.Simulator.Radio;

/// <summary>A signal that sinks by 2 dB a second: adverts are lost now and then and at last all of them, then packets, then the link.</summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class FadingSignal(TimeProvider clock, int seed)
{
    private const double DecibelsPerSecond = 2;
    private const int AdvertsSuffer = -75;
    private const int AdvertsAreLost = -90;
    private const int PacketsSuffer = -82;
    private const int PacketsAreLost = -98;
    private const int MostDecibels = 60;

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly long _began = clock.GetTicks();

    /// <summary>How much has been lost until now, dB.</summary>
    public int Lost => (int)Math.Min(TimeSpan.FromTicks(clock.GetTicks() - _began).TotalSeconds * DecibelsPerSecond, MostDecibels);

    public bool IsOutOfReach(int rssi) => rssi - Lost <= PacketsAreLost;

    public bool IsAdvertHeard(int rssi) => IsHeard(rssi, AdvertsSuffer, AdvertsAreLost);

    public bool IsPacketHeard(int rssi) => IsHeard(rssi, PacketsSuffer, PacketsAreLost);

    private bool IsHeard(int rssi, int suffers, int isLost)
    {
        var share = (double)(rssi - Lost - isLost) / (suffers - isLost);
        lock (_gate) return _random.NextDouble() < share;
    }
}

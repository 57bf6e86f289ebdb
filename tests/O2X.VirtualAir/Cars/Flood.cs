using O2X.Links.Time;
using O2X.Vehicles.OpenLink;

namespace O2X.VirtualAir.Cars;

/// <summary>More information packets than any dongle would send, to see how many get through.</summary>
internal static class Flood
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(5);

    /// <summary>Sends packets at a rate for a while, those that are due all at once every 5 ms; returns how many.</summary>
    public static async Task<long> SendAsync(Air air, CarPeripheral car, int packetsPerSecond, int seconds)
    {
        var begun = air.Clock.GetTicks();
        var goal = (long)packetsPerSecond * seconds;
        long sent = 0;
        using var steps = new PeriodicTimer(_step, air.Clock);
        while (sent < goal && await steps.WaitForNextTickAsync())
        {
            var due = Math.Min(goal, (air.Clock.GetTicks() - begun) * packetsPerSecond / TimeSpan.TicksPerSecond);
            sent = await air.Line.AskAsync(() => Send(car, sent, due));
        }

        return sent;
    }

    private static long Send(CarPeripheral car, long sent, long due)
    {
        Span<byte> packet = stackalloc byte[OpenLinkEncoder.PacketLength];
        for (; sent < due; sent++)
        {
            OpenLinkEncoder.Encode(new OpenLinkInformation { StateOfCharge = (int)(sent % 100), Simulated = true }, (byte)sent, packet);
            car.Notify(OpenLinkUuids.Information, packet);
        }

        return sent;
    }
}

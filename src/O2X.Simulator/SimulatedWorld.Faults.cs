using O2X.Links.Time;
using O2X.Simulator.Radio;
using O2X.Vehicles;

namespace O2X.Simulator;

// What faults do to the world as a whole.
public sealed partial class SimulatedWorld
{
    private static readonly (string Vin, int Rssi, bool AdvertisesTag)[] Others =
    [
        ("VR1AB12C3D4567801", -45, true),
        ("VR1AB12C3D4567802", -48, false),
        ("VR1AB12C3D4567803", -52, true),
    ];

    private readonly Lock _gate = new();
    private VirtualDongle[]? _neighbours;

    /// <summary>Does something to the world. On a virtual clock everything that follows from it has happened when this returns.</summary>
    internal void Change(Action change)
    {
        if (Radio.Clock is VirtualClock clock) clock.Executor.Run(change);
        else change();
    }

    internal void MoveWallClock(TimeSpan by)
    {
        if (Radio.Clock is VirtualClock clock) clock.SetUtcNow(clock.GetUtcNow() + by);
        else ((SettableClock)Radio.Clock).Move(by);
    }

    /// <summary>Cars of other owners come, whose dongles are nearer than ours, or go.</summary>
    internal void SetNeighbours(bool areHere)
    {
        lock (_gate)
        {
            if (areHere) _neighbours ??= [.. Others.Select(Neighbour)];
        }

        foreach (var neighbour in _neighbours ?? []) neighbour.InRange = areHere;
    }

    private VirtualDongle Neighbour((string Vin, int Rssi, bool AdvertisesTag) other)
    {
        var dongle = Add(Vin.Parse(other.Vin), new DongleOptions { AdvertisesTag = other.AdvertisesTag });
        dongle.Rssi = other.Rssi;
        return dongle;
    }
}

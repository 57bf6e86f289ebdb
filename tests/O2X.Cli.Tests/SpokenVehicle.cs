using O2X.TestKit;
using O2X.Vehicles;
using O2X.Vehicles.Can;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Cli.Tests;

/// <summary>A vehicle whose state is made of the frames it says, at moments in seconds from <see cref="TestTerminal.Start"/>.</summary>
internal sealed class SpokenVehicle
{
    private readonly VehicleTracker _tracker = new();

    public SpokenVehicle()
    {
        _tracker.SetUtcOffset(TestTerminal.Start.Ticks);
        _tracker.BeginLink(PayloadKind.CanFrame, AmiBus.Vin, 0);
    }

    public ref readonly VehicleSnapshot State => ref _tracker.State;

    /// <summary>Charge, voltage and current.</summary>
    public SpokenVehicle SayBattery(double second) => Say(0x580, "FAFFCA13002D0000", second);

    /// <summary>Odometer and speed.</summary>
    public SpokenVehicle SayMotion(double second) => Say(0x581, "0000000060E7000C", second);

    public SpokenVehicle WaitUntil(double second)
    {
        _tracker.Advance(Ticks(second));
        return this;
    }

    public SpokenVehicle FallSilent(double second)
    {
        _tracker.EndLink(Ticks(second));
        return this;
    }

    private static long Ticks(double second) => (long)(second * TimeSpan.TicksPerSecond);

    private SpokenVehicle Say(uint id, string hex, double second)
    {
        Span<byte> packet = stackalloc byte[CanFrame.Size];
        CanFrame.Create(id, Convert.FromHexString(hex)).WriteTo(packet);
        _tracker.Accept(packet, Ticks(second));
        return this;
    }
}

using System.Buffers.Binary;
using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Tests.OpenLink;

/// <summary>Makes packets, spoils them, and reads a vehicle's state back as what a packet would say.</summary>
internal static class Packets
{
    public const long Arrival = 1000 * TimeSpan.TicksPerSecond;

    public static byte[] Of(in OpenLinkInformation information, byte sequence = 0)
    {
        var packet = new byte[OpenLinkEncoder.PacketLength];
        OpenLinkEncoder.Encode(information, sequence, packet);
        return packet;
    }

    public static byte[] Of(in OpenLinkMeasurements measurements, byte sequence = 0)
    {
        var packet = new byte[OpenLinkEncoder.PacketLength];
        OpenLinkEncoder.Encode(measurements, sequence, packet);
        return packet;
    }

    /// <summary>The packet with bytes changed and the checksum made right again.</summary>
    public static byte[] With(this byte[] packet, params (int At, byte Value)[] changes)
    {
        var changed = (byte[])packet.Clone();
        foreach (var (at, value) in changes) changed[at] = value;
        BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(18), Crc16.Of(changed.AsSpan(0, 18)));
        return changed;
    }

    public static OpenLinkInformation InformationIn(in VehicleSnapshot state) => new()
    {
        Status = state.ReportedStatus,
        Selector = state.Selector,
        ParkBrake = state.ParkBrake,
        Ready = state.Ready,
        ChargeRequested = state.ChargeRequested,
        Plugged = state.Plugged,
        SystemState = state.SystemState,
        BatteryState = state.BatteryState,
        CurrentAlerts = state.CurrentAlerts.Active,
        KnownAlerts = state.CurrentAlerts.Known,
        StateOfCharge = state.StateOfCharge,
        RemainingRange = state.RemainingRange,
        ChargeDelay = state.TimeToFull is { } left ? (int)left.TotalMinutes : null,
        OdometerTenths = state.Odometer is { } odometer ? (int)(odometer * 10) : null,
        SourceAge = state.AgeOf(Signal.Status, Arrival),
        SourceAsleep = (state.Flags & SnapshotFlags.SourceAsleep) != 0,
        Simulated = state.IsSimulated,
    };

    public static OpenLinkMeasurements MeasurementsIn(in VehicleSnapshot state, uint uptime) => new()
    {
        Speed = state.Speed,
        Centivolts = (int?)(state.PackVoltage * 100),
        Deciamperes = (int?)(state.PackCurrent * 10),
        BatteryTemperature1 = state.BatteryTemperature1,
        BatteryTemperature2 = state.BatteryTemperature2,
        TimeToFull = (int?)state.TimeToFull?.TotalSeconds,
        Uptime = uptime,
    };
}

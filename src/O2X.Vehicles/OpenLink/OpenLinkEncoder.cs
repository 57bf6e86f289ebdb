using System.Buffers.Binary;
using static O2X.Vehicles.OpenLink.OpenLinkPacket;

namespace O2X.Vehicles.OpenLink;

/// <summary>
/// Writes the packets of the open link. A value that the profile does not allow is written as "not available": a packet never says
/// something that was not meant.
/// </summary>
public static class OpenLinkEncoder
{
    /// <summary>The length of every packet that is written, in bytes: what one notification carries at the smallest MTU.</summary>
    public const int PacketLength = Length;

    /// <summary>Writes an information packet.</summary>
    /// <param name="information">What it says.</param>
    /// <param name="sequence">Counts the packets of the characteristic; wraps.</param>
    /// <param name="packet">At least <see cref="PacketLength"/> bytes.</param>
    public static void Encode(in OpenLinkInformation information, byte sequence, Span<byte> packet)
    {
        packet[2] = (byte)((int)information.Status
            | ((int)information.Selector << 2)
            | ((int)information.ParkBrake << 4)
            | (YesNo(information.Ready) << 6));
        packet[3] = (byte)((int)information.SystemState
            | (YesNo(information.ChargeRequested) << 4)
            | (YesNo(information.Plugged) << 6));
        packet[4] = information.BatteryState == BatteryState.Unknown ? NoByte : (byte)information.BatteryState;
        packet[5] = (byte)(information.CurrentAlerts & information.KnownAlerts);
        packet[6] = (byte)(information.PreviousAlerts & information.KnownAlerts);
        packet[7] = (byte)information.KnownAlerts;
        packet[8] = (byte)Or(information.StateOfCharge, 0, OpenLinkLimits.StateOfCharge, NoByte);
        WriteWord(packet[9..], Or(information.RemainingRange, 0, OpenLinkLimits.RangeKm, NoWord));
        WriteWord(packet[11..], Or(information.ChargeDelay, 0, OpenLinkLimits.ChargeDelayMinutes, NoWord));
        WriteTriple(packet[13..], (uint)Or(information.OdometerTenths, 0, (int)NoTriple - 1, (int)NoTriple));
        packet[16] = information.SourceAge is { } age
            ? (byte)Math.Clamp((long)age.TotalSeconds, 0, OpenLinkLimits.SourceAgeSeconds)
            : NoByte;
        packet[17] = (byte)((information.SourceAsleep ? 1 : 0) | (information.Simulated ? 2 : 0));
        Seal(packet, InformationType, sequence);
    }

    /// <summary>Writes a measurements packet.</summary>
    /// <param name="measurements">What it says.</param>
    /// <param name="sequence">Counts the packets of the characteristic; wraps.</param>
    /// <param name="packet">At least <see cref="PacketLength"/> bytes.</param>
    public static void Encode(in OpenLinkMeasurements measurements, byte sequence, Span<byte> packet)
    {
        packet[2] = (byte)Or(measurements.Speed, 0, OpenLinkLimits.Kmh, NoByte);
        WriteWord(packet[3..], Or(measurements.Centivolts, OpenLinkLimits.LeastCentivolts, OpenLinkLimits.MostCentivolts, NoWord));
        WriteWord(packet[5..], Or(measurements.Deciamperes, -OpenLinkLimits.Deciamperes, OpenLinkLimits.Deciamperes, NoCurrent));
        packet[7] = Temperature(measurements.BatteryTemperature1);
        packet[8] = Temperature(measurements.BatteryTemperature2);
        WriteWord(packet[9..], Or(measurements.TimeToFull, 0, NoWord - 1, NoWord));
        BinaryPrimitives.WriteUInt32LittleEndian(packet[11..], measurements.Uptime);
        packet[15..18].Fill(0xFF);
        Seal(packet, MeasurementsType, sequence);
    }

    private static int Or(int? value, int least, int most, int notAvailable) =>
        value is { } v && v >= least && v <= most ? v : notAvailable;

    private static byte Temperature(int? value) =>
        (byte)(sbyte)Or(value, OpenLinkLimits.LeastTemperature, OpenLinkLimits.MostTemperature, NoTemperature);

    private static int YesNo(bool? value) => value switch { null => 0, false => 1, true => 2 };

    private static void WriteWord(Span<byte> bytes, int value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
}

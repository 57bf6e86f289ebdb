using System.Buffers.Binary;
using O2X.Vehicles.Decoding;
using static O2X.Vehicles.OpenLink.OpenLinkPacket;

namespace O2X.Vehicles.OpenLink;

public static partial class OpenLinkDecoder
{
    private static DecodeResult DecodeMeasurements(ReadOnlySpan<byte> packet, ref VehicleSnapshot state, long at)
    {
        var fold = new Fold(ref state, at);

        var speed = packet[2];
        if (fold.Take(Signal.Speed, speed != NoByte, speed <= OpenLinkLimits.Kmh)) state.Kmh = speed;

        var voltage = BinaryPrimitives.ReadUInt16LittleEndian(packet[3..]);
        if (fold.Take(Signal.PackVoltage, voltage != NoWord, voltage is >= OpenLinkLimits.LeastCentivolts and <= OpenLinkLimits.MostCentivolts))
            state.Centivolts = voltage;

        var current = BinaryPrimitives.ReadInt16LittleEndian(packet[5..]);
        if (fold.Take(Signal.PackCurrent, current != NoCurrent, current is >= -OpenLinkLimits.Deciamperes and <= OpenLinkLimits.Deciamperes))
            state.Deciamperes = current;

        if (TakeTemperature(Signal.BatteryTemperature1, packet[7], ref fold)) state.Temperature1 = (sbyte)packet[7];
        if (TakeTemperature(Signal.BatteryTemperature2, packet[8], ref fold)) state.Temperature2 = (sbyte)packet[8];

        var timeToFull = BinaryPrimitives.ReadUInt16LittleEndian(packet[9..]);
        if (fold.Take(Signal.TimeToFull, timeToFull != NoWord, plausible: true)) state.TimeToFullSeconds = timeToFull;

        return fold.Result;
    }

    private static bool TakeTemperature(Signal signal, byte raw, ref Fold fold) =>
        fold.Take(signal, (sbyte)raw != NoTemperature, (sbyte)raw is >= OpenLinkLimits.LeastTemperature and <= OpenLinkLimits.MostTemperature);
}

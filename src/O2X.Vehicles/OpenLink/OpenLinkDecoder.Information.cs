using System.Buffers.Binary;
using O2X.Vehicles.Decoding;
using static O2X.Vehicles.OpenLink.OpenLinkPacket;

namespace O2X.Vehicles.OpenLink;

public static partial class OpenLinkDecoder
{
    private static DecodeResult DecodeInformation(ReadOnlySpan<byte> packet, ref VehicleSnapshot state, long at)
    {
        var age = packet[16];
        var fold = new Fold(ref state, at - (age * TimeSpan.TicksPerSecond));
        state.Set(SnapshotFlags.SourceAsleep, (packet[17] & 1) != 0);
        state.Set(SnapshotFlags.Simulated, (packet[17] & 2) != 0);

        // A dongle that has not heard the vehicle since it started says so, and nothing else.
        if (age == NoByte) return DecodeResult.NoValue;

        DecodeStates(packet, ref state, ref fold);
        DecodeAlerts(packet, ref state, ref fold);
        DecodeQuantities(packet, ref state, ref fold);
        return fold.Result;
    }

    private static void DecodeStates(ReadOnlySpan<byte> packet, ref VehicleSnapshot state, ref Fold fold)
    {
        var status = packet[2] & 3;
        fold.Take(Signal.Status, available: status != 0, plausible: true);
        state.ReportedStatus = (VehicleStatus)status;

        var selector = (packet[2] >> 2) & 3;
        fold.Take(Signal.Selector, available: selector != 0, plausible: true);
        state.SelectorValue = (Selector)selector;

        var brake = (packet[2] >> 4) & 3;
        if (fold.Take(Signal.ParkBrake, available: brake != 0, plausible: brake != 3) || brake == 0)
            state.ParkBrakeValue = (ParkBrakeStatus)brake;

        fold.TakeYesNo(Signal.Ready, SnapshotFlags.Ready, packet[2] >> 6);
        fold.TakeYesNo(Signal.ChargeRequested, SnapshotFlags.ChargeRequested, (packet[3] >> 4) & 3);
        fold.TakeYesNo(Signal.Plugged, SnapshotFlags.Plugged, packet[3] >> 6);

        var system = (SystemState)(packet[3] & 0xF);
        if (fold.Take(Signal.SystemState, available: system < SystemState.Unknown, plausible: true))
            state.SystemStateValue = system;

        var battery = (BatteryState)packet[4];
        if (fold.Take(Signal.BatteryState, packet[4] != NoByte && battery != BatteryState.Unknown, battery < BatteryState.Unknown))
            state.BatteryStateValue = battery;
    }

    private static void DecodeAlerts(ReadOnlySpan<byte> packet, ref VehicleSnapshot state, ref Fold fold)
    {
        var current = (Alerts)packet[5];
        var previous = (Alerts)packet[6];
        var known = (Alerts)packet[7];
        var plausible = ((current | previous) & ~known) == 0;
        fold.Take(Signal.Alerts, available: (current | previous | known) != Alerts.None, plausible);

        // What was on before is for the tracker to say: it sees every change that this side was told of.
        if (plausible) (state.AlertsActive, state.AlertsKnown) = (current, known);
    }

    private static void DecodeQuantities(ReadOnlySpan<byte> packet, ref VehicleSnapshot state, ref Fold fold)
    {
        var soc = packet[8];
        if (fold.Take(Signal.StateOfCharge, soc != NoByte, soc <= OpenLinkLimits.StateOfCharge)) state.Soc = soc;

        var range = BinaryPrimitives.ReadUInt16LittleEndian(packet[9..]);
        if (fold.Take(Signal.RemainingRange, range != NoWord, range <= OpenLinkLimits.RangeKm)) state.RangeKm = range;

        // The minutes of this packet must not blur the seconds that the measurements gave.
        var known = state.Has(Signal.TimeToFull) ? (state.TimeToFullSeconds + 30) / 60 : -1;
        var delay = BinaryPrimitives.ReadUInt16LittleEndian(packet[11..]);
        if (fold.Take(Signal.TimeToFull, delay != NoWord, delay <= OpenLinkLimits.ChargeDelayMinutes) && delay != known)
            state.TimeToFullSeconds = (ushort)(delay * 60);

        var odometer = ReadTriple(packet[13..]);
        if (fold.Take(Signal.Odometer, odometer != NoTriple, plausible: true)) state.OdometerTenths = odometer;
    }
}

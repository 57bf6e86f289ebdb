namespace O2X.Vehicles.Tracking;

/// <summary>What follows from a vehicle's live values at one moment; whatever needs time is left to the trackers.</summary>
internal static class Derivation
{
    private static readonly uint Motion = VehicleSnapshot.Bits(Signal.Selector, Signal.Ready, Signal.Speed, Signal.ParkBrake);
    private static readonly uint Current = VehicleSnapshot.Bits(Signal.PackCurrent);
    private static readonly uint Request = VehicleSnapshot.Bits(Signal.ChargeRequested);
    private static readonly uint Brake = VehicleSnapshot.Bits(Signal.ParkBrake);

    /// <summary>
    /// Everything that is looked at here, and which values are live, as one number: two states with the same fingerprint lead to
    /// the same decisions.
    /// </summary>
    public static ulong Fingerprint(in VehicleSnapshot state) =>
        state.Live
        | (ulong)state.SelectorValue << 18
        | (ulong)state.ParkBrakeValue << 20
        | (ulong)state.ReportedStatus << 22
        | (state.Kmh > 0 ? 1UL << 24 : 0)
        | (state.Deciamperes > 0 ? 1UL << 25 : 0)
        | (state.Has(Signal.Status) ? 1UL << 26 : 0)
        | (ulong)state.Flags << 32
        | (ulong)state.AlertsActive << 40
        | (ulong)state.AlertsKnown << 48;

    /// <summary>Whether current flows into the battery of a vehicle that stands with its brake on: regeneration is no charging.</summary>
    public static bool ChargeFlows(in VehicleSnapshot state) =>
        Knows(state, Motion | Current)
        && state.Deciamperes > 0 && state.ParkBrakeValue == ParkBrakeStatus.Activated && state.Kmh == 0;

    /// <summary>Whether charging is asked for with the park brake off; null when that is not known.</summary>
    public static bool? ChargeIsHindered(in VehicleSnapshot state)
    {
        var asked = Knows(state, Request) ? (state.Flags & SnapshotFlags.ChargeRequested) != 0 : (bool?)null;
        var off = Knows(state, Brake) && state.ParkBrakeValue != ParkBrakeStatus.Unknown
            ? state.ParkBrakeValue == ParkBrakeStatus.NotActivated
            : (bool?)null;
        return asked & off;
    }

    /// <summary>The status: what the source reports of it, else what follows from the values.</summary>
    /// <param name="state">The vehicle's state.</param>
    /// <param name="charging">Whether the vehicle charges.</param>
    public static VehicleStatus Status(in VehicleSnapshot state, in ChargingTracker charging)
    {
        if (state.Has(Signal.Status)) return state.IsLive(Signal.Status) ? state.ReportedStatus : VehicleStatus.Unknown;
        if (!Knows(state, Motion)) return VehicleStatus.Unknown;
        if (charging.IsOn) return Knows(state, Current) ? VehicleStatus.Charging : VehicleStatus.Unknown;
        if (state.Kmh > 0 || IsInGear(state)) return VehicleStatus.Driving;
        return MayCharge(state, charging) ? VehicleStatus.Unknown : VehicleStatus.Parked;
    }

    private static bool IsInGear(in VehicleSnapshot state) =>
        (state.Flags & SnapshotFlags.Ready) != 0 && state.SelectorValue is Selector.Drive or Selector.Reverse;

    // Standing with the brake on it charges or not. Without the current nobody can tell, and a first status waits until it is told.
    private static bool MayCharge(in VehicleSnapshot state, in ChargingTracker charging) =>
        state.ParkBrakeValue == ParkBrakeStatus.Activated
        && (!Knows(state, Current) || (charging.IsTurning && state.StatusValue == VehicleStatus.Unknown));

    private static bool Knows(in VehicleSnapshot state, uint signals) => (state.Live & signals) == signals;
}

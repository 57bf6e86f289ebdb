using O2X.Vehicles;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>What must hold of any state of a vehicle, whatever was sent.</summary>
internal static class SnapshotOracle
{
    public static void Judge(in VehicleSnapshot state)
    {
        Holds(state.StateOfCharge is null or (>= 0 and <= 100));
        Holds(state.RemainingRange is null or (>= 0 and <= 999));
        Holds(state.Odometer is null or (>= 0 and <= 1_677_721.4m));
        Holds(state.Speed is null or (>= 0 and <= 60));
        Holds(state.PackVoltage is null or (>= 42 and <= 65));
        Holds(state.PackCurrent is null or (>= -300 and <= 300));
        Holds(state.BatteryTemperature1 is null or (>= -40 and <= 85));
        Holds(state.BatteryTemperature2 is null or (>= -40 and <= 85));
        Holds(state.TimeToFull is null || state.TimeToFull < TimeSpan.FromSeconds(65_535));
        Holds(state.Selector <= Selector.Drive && state.ParkBrake <= ParkBrakeStatus.Activated);
        Holds(state.Status <= VehicleStatus.Charging && state.ReportedStatus <= VehicleStatus.Charging);
        Holds(state.SystemState <= SystemState.Unknown && state.BatteryState <= BatteryState.Unknown);
        Holds((state.CurrentAlerts.Active & ~state.CurrentAlerts.Known) == 0);
        Holds((state.PreviousAlerts.Active & ~state.PreviousAlerts.Known) == 0);
        Holds((state.Live & ~state.Known) == 0);
    }
}

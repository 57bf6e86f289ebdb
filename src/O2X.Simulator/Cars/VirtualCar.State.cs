using O2X.Vehicles;

namespace O2X.Simulator.Cars;

public sealed partial class VirtualCar
{
    private CarState Describe() => new()
    {
        Status = IsCharging ? VehicleStatus.Charging : IsReady ? VehicleStatus.Driving : VehicleStatus.Parked,
        Selector = _activity switch
        {
            CarActivity.Driving or CarActivity.Halted => Selector.Drive,
            CarActivity.Reversing => Selector.Reverse,
            _ => Selector.Neutral,
        },
        ParkBrake = _activity is CarActivity.Parked or CarActivity.Charging ? ParkBrakeStatus.Activated : ParkBrakeStatus.NotActivated,
        Ready = IsReady,
        Plugged = _activity is CarActivity.Charging or CarActivity.WantingToCharge,
        ChargeRequested = IsCharging || _activity == CarActivity.WantingToCharge,
        SystemState = IsCharging ? SystemState.Charging : IsReady ? SystemState.Driving : SystemState.Standby,
        BatteryState = _activity switch
        {
            CarActivity.Charging => _isFull ? BatteryState.ChargeExit : BatteryState.ChargeCharging,
            CarActivity.WantingToCharge => BatteryState.ChargeWait,
            CarActivity.Parked => BatteryState.Ready,
            _ => BatteryState.RunRunning,
        },
        Alerts = _alerts,
        PreviousAlerts = _previousAlerts,
        StateOfCharge = _battery.Charge * 100,
        RangeKm = _battery.Charge * FullRangeKm,
        OdometerKm = _train.Metres / 1000,
        SpeedKmh = _train.Speed * 3.6,
        PackVolts = _battery.Volts,
        PackAmperes = _battery.Amperes,
        CellTemperature = _battery.CellCelsius,
        CaseTemperature = _battery.CaseCelsius,
        TimeToFull = IsCharging ? Charger.TimeToFull(_battery.Charge) : null,
    };
}

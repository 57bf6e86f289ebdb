namespace O2X.Vehicles.OpenLink;

public readonly partial record struct OpenLinkMeasurements
{
    /// <summary>What a dongle measures on a vehicle: live values only, as there is no age in the packet.</summary>
    /// <param name="state">What is known of the vehicle.</param>
    /// <param name="uptime">How long the dongle has been running.</param>
    public static OpenLinkMeasurements Of(in VehicleSnapshot state, TimeSpan uptime) => new()
    {
        Speed = state.IsLive(Signal.Speed) ? state.Speed : null,
        Centivolts = state.IsLive(Signal.PackVoltage) ? state.Centivolts : null,
        Deciamperes = state.IsLive(Signal.PackCurrent) ? state.Deciamperes : null,
        BatteryTemperature1 = state.IsLive(Signal.BatteryTemperature1) ? state.BatteryTemperature1 : null,
        BatteryTemperature2 = state.IsLive(Signal.BatteryTemperature2) ? state.BatteryTemperature2 : null,
        TimeToFull = state.IsLive(Signal.TimeToFull) ? state.TimeToFullSeconds : null,
        Uptime = unchecked((uint)(long)uptime.TotalMilliseconds),
    };
}

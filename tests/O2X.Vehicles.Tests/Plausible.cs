namespace O2X.Vehicles.Tests;

/// <summary>What must hold of any state, whatever was sent.</summary>
internal static class Plausible
{
    public static void Check(in VehicleSnapshot state)
    {
        Assert.True(state.StateOfCharge is null or (>= 0 and <= 100));
        Assert.True(state.RemainingRange is null or (>= 0 and <= 127));
        Assert.True(state.Odometer is null or (>= 0 and <= 999_999.9m));
        Assert.True(state.Speed is null or (>= 0 and <= 60));
        Assert.True(state.PackVoltage is null or (>= 42 and <= 65));
        Assert.True(state.PackCurrent is null or (>= -300 and <= 300));
        Assert.True(state.BatteryTemperature1 is null or (>= -40 and <= 85));
        Assert.True(state.BatteryTemperature2 is null or (>= -40 and <= 85));
        Assert.True(state.TimeToFull is null || state.TimeToFull < TimeSpan.FromSeconds(65_535));
        Assert.True(Enum.IsDefined(state.Selector) && Enum.IsDefined(state.ParkBrake) && Enum.IsDefined(state.Status));
        Assert.Equal(0u, state.Live & ~state.Known);
    }
}

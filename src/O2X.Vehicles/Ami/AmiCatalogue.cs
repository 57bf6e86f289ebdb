namespace O2X.Vehicles.Ami;

/// <summary>
/// What the vehicle broadcasts on its CAN bus (500 kbit/s, 11-bit ids, little-endian), as far as it is publicly attested.
/// </summary>
/// <remarks>
/// Sources: F = flrahe/AMI-Display (a Rocks-e), S = servicemensch/TopolinoInfoDisplay (a Topolino 2025),
/// M = mreschka/Citroen-AMI-evcc-Connector (an AMI), T = stwoowts/Citroen-Ami-Opel-Rocks-e-OBD (first tables).
/// </remarks>
public static class AmiCatalogue
{
    /// <summary>All known ids, ascending.</summary>
    public static ReadOnlySpan<ushort> Ids => [0x580, 0x581, 0x582, 0x594, 0x710, 0x711, 0x712, 0x713, 0x714];

    /// <summary>All listed values, by id; those that are not decoded too. The VIN's text frames 0x712, 0x710 and 0x711 (T) are not among them.</summary>
    public static IReadOnlyList<AmiSignal> Signals { get; } =
    [
        new(0x580, 8, 0, 16, true, 0.1m, "A", -300, 300, Signal.PackCurrent, "pack current, positive into the battery", "F, S"),
        new(0x580, 8, 16, 16, false, 0.01m, "V", 42, 65, Signal.PackVoltage, "pack voltage", "F, S"),
        new(0x580, 8, 40, 8, false, 1, "%", 0, 100, Signal.StateOfCharge, "state of charge", "F, S, M, T"),
        new(0x581, 8, 32, 24, false, 0.1m, "km", 0, 999_999.9m, Signal.Odometer, "odometer", "F, S"),
        new(0x581, 8, 56, 8, false, 1, "km/h", 0, 60, Signal.Speed, "speed without a sign", "F, S"),
        new(0x582, 8, 0, 16, false, 1, "s", 0, 65_534, Signal.TimeToFull, "time to full; one AMI never gives it", "F, S, M") { NoValueFrom = 0xFFFF },
        new(0x591, 8, 0, 16, false, 1, "%", 0, 100, null, "charger power", "T") { IsDecoded = false },
        new(0x593, 8, 0, 16, false, 0.01m, "V", 0, 16, null, "12 V battery, scale disputed", "F, S, T") { IsDecoded = false },
        new(0x594, 8, 0, 8, true, 1, "°C", -40, 85, Signal.BatteryTemperature1, "battery temperature 1", "F, S"),
        new(0x594, 8, 24, 8, true, 1, "°C", -40, 85, Signal.BatteryTemperature2, "battery temperature 2", "F, S"),
        new(0x713, 7, 0, 7, false, 1, "km", 0, 127, Signal.RemainingRange, "remaining range", "F, S"),
        new(0x713, 7, 7, 2, false, 1, "", 0, 3, Signal.Selector, "0 R, 1 N, 2 D, 3 none", "F, S"),
        new(0x713, 7, 18, 1, false, 1, "", 0, 1, Signal.Ready, "ready to drive", "F, S"),
        new(0x713, 7, 29, 1, false, 1, "", 0, 1, Signal.ParkBrake, "hand brake", "F, S"),
        new(0x714, 2, 0, 8, false, 1, "", 0, 1, Signal.ParkBrake, "hand brake, where 0x713 is not heard", "F, T") { NoValueFrom = 2 },
    ];

    /// <summary>Whether the decoder knows an 11-bit id.</summary>
    public static bool IsKnown(uint id) => Ids.Contains((ushort)id) && id <= 0x7FF;
}

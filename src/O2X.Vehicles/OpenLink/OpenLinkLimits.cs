namespace O2X.Vehicles.OpenLink;

/// <summary>
/// The values that can be. A packet that carries another is implausible in that value alone. Whether an odometer may run back is
/// the dongle's to judge: it hears the vehicle, and what it sends is guarded by a checksum.
/// </summary>
internal static class OpenLinkLimits
{
    public const int StateOfCharge = 100;
    public const int RangeKm = 999;
    public const int ChargeDelayMinutes = ushort.MaxValue / 60;
    public const int Kmh = 60;
    public const int LeastCentivolts = 4200;
    public const int MostCentivolts = 6500;
    public const int Deciamperes = 3000;
    public const int LeastTemperature = -40;
    public const int MostTemperature = 85;
    public const int SourceAgeSeconds = 254;
}

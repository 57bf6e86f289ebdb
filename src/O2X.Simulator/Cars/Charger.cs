namespace O2X.Simulator.Cars;

/// <summary>
/// The on-board charger, about 1.8 kW: a constant current, then one that falls with what is missing until the battery is full.
/// </summary>
internal static class Charger
{
    private const double FullAmperes = 33;
    private const double TaperBegins = 0.93;
    private const double LeastShare = 0.05;
    private const double LeastBegins = 1 - ((1 - TaperBegins) * LeastShare);
    private const double FullHours = TractionBattery.CapacityAh / FullAmperes;

    public static double AmperesAt(double charge) => FullAmperes * Share(charge);

    /// <summary>The integral of the missing charge over the current of <see cref="AmperesAt"/>.</summary>
    public static TimeSpan TimeToFull(double charge)
    {
        var hours = 0.0;
        if (charge < TaperBegins) hours += (TaperBegins - charge) * FullHours;
        var taper = Math.Max(charge, TaperBegins);
        if (taper < LeastBegins) hours += (1 - TaperBegins) * Math.Log((1 - taper) / (1 - LeastBegins)) * FullHours;
        var last = Math.Max(charge, LeastBegins);
        hours += (1 - last) / LeastShare * FullHours;
        return TimeSpan.FromHours(hours);
    }

    private static double Share(double charge) =>
        charge <= TaperBegins ? 1 : Math.Max(LeastShare, (1 - charge) / (1 - TaperBegins));
}

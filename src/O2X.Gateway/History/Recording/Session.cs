namespace O2X.Gateway.History.Recording;

/// <summary>The kinds of sessions.</summary>
internal enum SessionKind
{
    Trip,
    Charge,
}

/// <summary>A trip or charge session as it is kept, with what is needed to go on with it.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Begun">When it began; with the kind and the vehicle, it names the session.</param>
/// <param name="Heard">When the vehicle was last heard in it.</param>
internal sealed record Session(SessionKind Kind, DateTimeOffset Begun, DateTimeOffset Heard)
{
    /// <summary>How much of a session must have been measured for its energy to be told.</summary>
    private const double LeastMeasured = 0.9;

    /// <summary>When it ended; null: it lasts.</summary>
    public DateTimeOffset? Ended { get; init; }

    public double? OdometerFrom { get; init; }

    public double? OdometerTo { get; init; }

    public double? ChargeFrom { get; init; }

    public double? ChargeTo { get; init; }

    /// <summary>What flowed into the battery while it was measured, kWh.</summary>
    public double Energy { get; init; }

    /// <summary>For how long voltage and current were heard, s.</summary>
    public double MeasuredSeconds { get; init; }

    public Trip ToTrip(long id) => new(
        id, Begun, Ended, Rounded(OdometerTo - OdometerFrom, 1), Rounded(ChargeFrom - ChargeTo, 1), Rounded(-MeasuredEnergy(), 3));

    public ChargeSession ToChargeSession(long id) => new(id, Begun, Ended, ChargeFrom, ChargeTo, Rounded(MeasuredEnergy(), 3));

    // Of a part of it the energy would be taken for that of the whole.
    private double? MeasuredEnergy() =>
        MeasuredSeconds > 0 && MeasuredSeconds >= LeastMeasured * ((Ended ?? Heard) - Begun).TotalSeconds ? Energy : null;

    private static double? Rounded(double? value, int digits) => value is { } number ? Math.Round(number, digits) + 0.0 : null;
}

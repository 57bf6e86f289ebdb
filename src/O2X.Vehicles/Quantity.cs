namespace O2X.Vehicles;

/// <summary>A number with its unit, as the SDK hands it out: <c>{ "unit": "%", "value": 42 }</c> (decisions.md D22).</summary>
/// <param name="Unit">One of <see cref="Percent"/>, <see cref="Kilometre"/>, <see cref="Minute"/>.</param>
/// <param name="Value">The number; null when the link cannot give it.</param>
public readonly record struct Quantity(string Unit, decimal? Value)
{
    /// <summary>The unit of the state of charge.</summary>
    public const string Percent = "%";

    /// <summary>The unit of the remaining range and the odometer.</summary>
    public const string Kilometre = "km";

    /// <summary>The unit of the charge delay.</summary>
    public const string Minute = "min";
}

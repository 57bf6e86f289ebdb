namespace O2X.Vehicles;

/// <summary>Which alerts are on, and of which it is known.</summary>
/// <param name="Active">The alerts that are on; never one that is not in <paramref name="Known"/>.</param>
/// <param name="Known">The alerts of which the source tells. An alert that is not known is reported false to the SDK's users (decisions.md D23).</param>
public readonly record struct AlertSet(Alerts Active, Alerts Known)
{
    /// <summary>Nothing known of any alert.</summary>
    public static AlertSet Unknown => default;

    /// <summary>Whether an alert is on; null when the source cannot tell.</summary>
    public bool? this[Alerts alert] => (Known & alert) == alert ? (Active & alert) != 0 : null;
}

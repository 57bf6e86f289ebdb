namespace O2X.Vehicles.Tracking;

/// <summary>What is known of one vehicle from before: what a tracker goes on from after a restart, and when the alerts changed.</summary>
/// <param name="Vin">The vehicle.</param>
public sealed record VehicleHistory(Vin Vin)
{
    /// <summary>The most changes that are kept.</summary>
    public const int MostChanges = 32;

    /// <summary>The last reading of the odometer that was believed; null when there was none.</summary>
    public OdometerReading? Odometer { get; init; }

    /// <summary>The alerts as they were heard last.</summary>
    public AlertSet CurrentAlerts { get; init; }

    /// <summary>The last set that differed from <see cref="CurrentAlerts"/> (decisions.md D16).</summary>
    public AlertSet PreviousAlerts { get; init; }

    /// <summary>The last changes of the alerts, the newest last; at most <see cref="MostChanges"/>.</summary>
    public IReadOnlyList<AlertChange> AlertChanges { get; init; } = [];

    /// <summary>The history with the alerts as they are now; this one when nothing about them is new.</summary>
    /// <param name="current">The alerts.</param>
    /// <param name="previous">The last set that differed from them.</param>
    /// <param name="at">When they were heard.</param>
    public VehicleHistory WithAlerts(AlertSet current, AlertSet previous, DateTimeOffset at)
    {
        if (current == CurrentAlerts && previous == PreviousAlerts) return this;
        return this with
        {
            CurrentAlerts = current,
            PreviousAlerts = previous,
            AlertChanges = current.Active == CurrentAlerts.Active
                ? AlertChanges
                : [.. AlertChanges.TakeLast(MostChanges - 1), new AlertChange(at, current.Active)],
        };
    }

    /// <inheritdoc/>
    public bool Equals(VehicleHistory? other) =>
        other is not null
        && Vin == other.Vin
        && Odometer == other.Odometer
        && CurrentAlerts == other.CurrentAlerts
        && PreviousAlerts == other.PreviousAlerts
        && AlertChanges.SequenceEqual(other.AlertChanges);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Vin, Odometer, CurrentAlerts, PreviousAlerts, AlertChanges.Count);
}

/// <summary>What the odometer showed, and when.</summary>
/// <param name="Kilometres">km, to one decimal.</param>
/// <param name="At">UTC.</param>
public readonly record struct OdometerReading(decimal Kilometres, DateTimeOffset At);

/// <summary>A change of the alerts.</summary>
/// <param name="At">When the alerts were first heard to be these, UTC.</param>
/// <param name="Active">The alerts that were on from then.</param>
public readonly record struct AlertChange(DateTimeOffset At, Alerts Active);

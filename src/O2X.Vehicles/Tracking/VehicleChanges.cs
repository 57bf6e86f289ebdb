namespace O2X.Vehicles.Tracking;

/// <summary>What one packet, or the passing of time, changed.</summary>
[Flags]
public enum VehicleChanges : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A value was refreshed, changed or not.</summary>
    Refreshed = 1 << 0,

    /// <summary>The status changed and has held long enough; the first known status counts.</summary>
    Status = 1 << 1,

    /// <summary>The vehicle asks to charge and the park brake has been off long enough: <c>cantCharge</c> (decisions.md D19).</summary>
    CantCharge = 1 << 2,

    /// <summary>A whole VIN was heard that differs from what was heard before.</summary>
    VinHeard = 1 << 3,

    /// <summary>A value became stale.</summary>
    Stale = 1 << 4,

    /// <summary>A malformed or implausible packet of a known kind (decisions.md D21).</summary>
    Invalid = 1 << 5,

    /// <summary>The alerts changed.</summary>
    Alerts = 1 << 6,
}

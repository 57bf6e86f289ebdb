namespace O2X.Simulator.Cars;

/// <summary>What a virtual car is made to do.</summary>
public enum CarActivity
{
    /// <summary>Stands switched off, park brake on, not plugged in.</summary>
    Parked,

    /// <summary>Stands ready in D, as at a traffic light.</summary>
    Halted,

    /// <summary>Drives through town in D.</summary>
    Driving,

    /// <summary>Drives slowly in R.</summary>
    Reversing,

    /// <summary>Plugged in with the park brake on: charges until it is full, then stays plugged in.</summary>
    Charging,

    /// <summary>Plugged in and asking to be charged, which it cannot be because the park brake is off.</summary>
    WantingToCharge,
}

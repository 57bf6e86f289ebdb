namespace O2X.Links.BlueZ.Pairing;

/// <summary>What came of <see cref="BlueZPairing"/>.</summary>
public enum PairingOutcome
{
    /// <summary>There is a new bond, made with a passkey.</summary>
    Paired,

    /// <summary>There was a bond already; nothing was done.</summary>
    AlreadyPaired,
}

/// <summary>How far a pairing is, for people.</summary>
public enum PairingStep
{
    /// <summary>The dongle is sought.</summary>
    Searching,

    /// <summary>The dongle is there, and is being connected to and paired with.</summary>
    Pairing,
}

namespace O2X.Links.BlueZ.Pairing;

/// <summary>What an agent does when BlueZ asks. Calls come on the bus's thread and never block.</summary>
internal interface IAgentDuties
{
    /// <summary>A passkey is to be shown, which the other side types. BlueZ may say so several times.</summary>
    void Show(string device, uint passkey);

    /// <summary>The passkey is wanted that the other side shows; null: refuse.</summary>
    Task<uint?> AskAsync(string device, CancellationToken cancelled);

    /// <summary>Something else was wanted and refused.</summary>
    /// <param name="device">The device.</param>
    /// <param name="request">BlueZ's name of what it wanted.</param>
    void Refused(string device, string request);
}

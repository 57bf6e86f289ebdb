namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>What an <see cref="OpenLinkServer"/> wants the Bluetooth stack to do now.</summary>
public abstract record ServerAction
{
    private ServerAction()
    {
    }

    /// <summary>Send a packet to all that are subscribed to a characteristic.</summary>
    /// <param name="Characteristic">Which.</param>
    /// <param name="Packet">The value.</param>
    public sealed record Notify(Guid Characteristic, ReadOnlyMemory<byte> Packet) : ServerAction;

    /// <summary>Disconnect a central. It is asked for again until the central is gone.</summary>
    /// <param name="Central">Which.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Drop(string Central, DropReason Reason) : ServerAction;

    /// <summary>Advertise with a tag from now on, instead of the one before.</summary>
    /// <param name="Tag">The tag.</param>
    public sealed record Advertise(AdvertTag Tag) : ServerAction;
}

/// <summary>Why a central is disconnected.</summary>
public enum DropReason
{
    /// <summary>There are as many as there may be.</summary>
    Full,

    /// <summary>It neither asked for the VIN proof nor subscribed in time.</summary>
    Idle,
}

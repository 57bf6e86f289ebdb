using O2X.Actors.Storage;

namespace O2X.Actors.Linking;

/// <summary>What outlives a crash of the link's actor. Only that actor touches it.</summary>
internal sealed class LinkSeat(StoredVehicle stored)
{
    /// <summary>The subscription; null when there is none.</summary>
    public Subscription? Subscription { get; set; }

    /// <summary>What is on disk, or on its way there.</summary>
    public StoredVehicle Stored { get; set; } = stored;

    /// <summary>The number of the last scan or attempt; none is used twice.</summary>
    public long Epoch { get; set; }
}

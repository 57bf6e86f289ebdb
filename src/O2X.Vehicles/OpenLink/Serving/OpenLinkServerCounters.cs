namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>What a dongle has done so far.</summary>
/// <param name="Packets">Packets that were given to the stack to notify.</param>
/// <param name="Coalesced">Informations and measurements that newer ones replaced before they could be sent.</param>
/// <param name="FramesDropped">Frames of the bus that found no room.</param>
/// <param name="FramesNotCarried">Frames of the bus that a raw CAN packet cannot carry.</param>
/// <param name="CentralsDropped">Centrals that were disconnected.</param>
public readonly record struct OpenLinkServerCounters(
    long Packets, long Coalesced, long FramesDropped, long FramesNotCarried, long CentralsDropped);

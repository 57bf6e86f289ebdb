using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>How a dongle on BlueZ is set up.</summary>
public sealed record BlueZDongleOptions
{
    /// <summary>The adapter, which should be the dongle's own, and the bus. Default: the first adapter that is on.</summary>
    public BlueZOptions BlueZ { get; init; } = new();

    /// <summary>
    /// How it serves. <see cref="OpenLinkServerOptions.Secured"/> makes BlueZ refuse whoever is not paired, and keeps the adapter from being
    /// pairable without a time limit: new bonds are made while a <see cref="Pairing.BlueZPairingWindow"/> is open, which has one.
    /// </summary>
    public OpenLinkServerOptions Server { get; init; } = new();
}

using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>How a dongle on BlueZ is set up.</summary>
public sealed record BlueZDongleOptions
{
    /// <summary>The adapter, which should be the dongle's own, and the bus. Default: the first adapter that is on.</summary>
    public BlueZOptions BlueZ { get; init; } = new();

    /// <summary>
    /// How it serves. <see cref="OpenLinkServerOptions.Secured"/> makes BlueZ refuse whoever is not paired, and makes the adapter not
    /// pairable when the dongle begins: new bonds are made only while the owner sets it pairable again.
    /// </summary>
    public OpenLinkServerOptions Server { get; init; } = new();
}

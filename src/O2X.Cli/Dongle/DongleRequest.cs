using O2X.Actors.Hosting.Sources;
using O2X.Links.BlueZ.Peripheral;
using O2X.Vehicles;

namespace O2X.Cli.Dongle;

/// <summary>What <c>o2x dongle</c> was asked for.</summary>
/// <param name="Source">Where the vehicle is heard.</param>
/// <param name="Vin">The vehicle that the dongle stands for.</param>
/// <param name="Options">How it serves.</param>
internal sealed record DongleRequest(VehicleSource Source, Vin Vin, BlueZDongleOptions Options);

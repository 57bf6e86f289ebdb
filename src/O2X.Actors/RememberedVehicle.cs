using O2X.Vehicles;

namespace O2X.Actors;

/// <summary>A vehicle that was verified on a link.</summary>
/// <param name="Vin">The vehicle.</param>
/// <param name="Profile">The name of the profile it was linked by.</param>
/// <param name="Address">Where it was seen; a hint only, it may change.</param>
public sealed record RememberedVehicle(Vin Vin, string Profile, string? Address);

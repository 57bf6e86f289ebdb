using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors;

/// <summary>Something that happened to the vehicle or to the link with it.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Fault">Why the link was lost; null for <see cref="VehicleEventKind.CantCharge"/>.</param>
public sealed record VehicleEvent(VehicleEventKind Kind, DateTimeOffset At, LinkFault? Fault = null);

using O2X.Vehicles;

namespace O2X.Gateway.Vehicles;

/// <summary>Who a vehicle is.</summary>
/// <param name="Id">Its id, for programs.</param>
/// <param name="Alias">Its alias, for people.</param>
/// <param name="Vin">Its VIN; null as long as it is not known. It stays in the state folder and in data, out of names.</param>
internal sealed record VehicleIdentity(VehicleId Id, string Alias, Vin? Vin);

using O2X.Vehicles;

namespace O2X.Gateway.Vehicles;

/// <summary>The vehicles of a directory at one moment, the present one first; never empty.</summary>
internal sealed record VehicleList
{
    private VehicleList(IReadOnlyList<VehicleIdentity> vehicles) => Vehicles = vehicles;

    public IReadOnlyList<VehicleIdentity> Vehicles { get; }

    public VehicleIdentity Current => Vehicles[0];

    public static VehicleList Of(params IReadOnlyList<VehicleIdentity> vehicles) => new([.. vehicles]);

    /// <summary>Makes the vehicle with a VIN the present one.</summary>
    public VehicleList With(Vin vin, string alias)
    {
        var known = Vehicles.FirstOrDefault(vehicle => vehicle.Vin == vin)
            ?? (Current.Vin is null ? Current with { Vin = vin } : New(alias) with { Vin = vin });
        return new([known, .. Vehicles.Where(vehicle => vehicle.Id != known.Id && vehicle.Vin is not null)]);
    }

    public VehicleList Replace(VehicleIdentity changed) =>
        new([.. Vehicles.Select(vehicle => vehicle.Id == changed.Id ? changed : vehicle)]);

    public VehicleList Without(VehicleId id, string alias)
    {
        var others = new VehicleList([.. Vehicles.Where(vehicle => vehicle.Id != id)]);
        return id == Current.Id ? new([others.New(alias), .. others.Vehicles]) : others;
    }

    private VehicleIdentity New(string alias) =>
        new(VehicleId.New(), VehicleAlias.Free(alias, taken => Vehicles.Any(vehicle => vehicle.Alias == taken)), Vin: null);
}

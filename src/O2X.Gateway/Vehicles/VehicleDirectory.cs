using Microsoft.Extensions.Logging;
using O2X.Vehicles;

namespace O2X.Gateway.Vehicles;

/// <summary>
/// The vehicles that this gateway has known, and the one that it has now. Each has an id and an alias, which are kept in the state folder.
/// </summary>
internal sealed class VehicleDirectory
{
    private readonly VehicleDirectoryFile? _file;
    private readonly string _alias;
    private readonly ILogger<VehicleDirectory> _logger;
    private readonly Lock _gate = new();
    private VehicleList _list;

    /// <param name="file">Where it is kept; null: in memory.</param>
    /// <param name="alias">What the first vehicle is called.</param>
    /// <param name="logger">Where it is told that it could not be saved.</param>
    /// <exception cref="IOException">The file is there and cannot be used; the message says what to do.</exception>
    public VehicleDirectory(VehicleDirectoryFile? file, string alias, ILogger<VehicleDirectory> logger)
    {
        _file = file;
        _alias = alias;
        _logger = logger;
        _list = file?.Read() ?? VehicleList.Of(new VehicleIdentity(VehicleId.New(), alias, Vin: null));
        Save();
    }

    /// <summary>Told after a change, with the vehicle that changed or became the present one.</summary>
    public event Action<VehicleIdentity>? Changed;

    /// <summary>The vehicle that the engine has, or will have.</summary>
    public VehicleIdentity Current
    {
        get
        {
            lock (_gate) return _list.Current;
        }
    }

    /// <summary>All of them, the present one first.</summary>
    public IReadOnlyList<VehicleIdentity> All
    {
        get
        {
            lock (_gate) return _list.Vehicles;
        }
    }

    /// <summary>The vehicle of an id or alias; null when there is none.</summary>
    public VehicleIdentity? Find(string? name)
    {
        lock (_gate) return _list.Vehicles.FirstOrDefault(vehicle => vehicle.Alias == name || vehicle.Id.ToString() == name);
    }

    /// <summary>Says which vehicle the engine has. A VIN that is new makes a vehicle of its own, unless none was known before.</summary>
    public VehicleIdentity Settle(Vin vin)
    {
        lock (_gate)
        {
            if (_list.Current.Vin == vin) return _list.Current;
            _list = _list.With(vin, _alias);
            Save();
        }

        return Tell(Current);
    }

    /// <summary>Gives a vehicle another alias.</summary>
    /// <returns>The vehicle; null when there is no such vehicle, the text can be no alias, or another vehicle has it.</returns>
    public VehicleIdentity? Rename(VehicleId id, string alias)
    {
        VehicleIdentity renamed;
        lock (_gate)
        {
            if (!VehicleAlias.IsAlias(alias) || _list.Vehicles.Any(other => other.Alias == alias && other.Id != id)) return null;
            if (_list.Vehicles.FirstOrDefault(vehicle => vehicle.Id == id) is not { } found) return null;
            _list = _list.Replace(renamed = found with { Alias = alias });
            Save();
        }

        return Tell(renamed);
    }

    /// <summary>Forgets a vehicle; the present one becomes another, unknown one with a new id.</summary>
    public bool Forget(VehicleId id)
    {
        lock (_gate)
        {
            if (_list.Vehicles.All(vehicle => vehicle.Id != id)) return false;
            _list = _list.Without(id, _alias);
            Save();
        }

        Tell(Current);
        return true;
    }

    private VehicleIdentity Tell(VehicleIdentity vehicle)
    {
        Changed?.Invoke(vehicle);
        return vehicle;
    }

    private void Save()
    {
        try
        {
            _file?.Write(_list);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            GatewayLog.IdentityNotSaved(_logger, problem.Message);
        }
    }
}

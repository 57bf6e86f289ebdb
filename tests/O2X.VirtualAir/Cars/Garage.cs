using O2X.Links;
using O2X.Simulator;
using O2X.Simulator.Radio;
using O2X.Vehicles;

namespace O2X.VirtualAir.Cars;

/// <summary>
/// The cars in the air, by name. The simulator's radio hears their dongles; each time it does, the air does. The first car,
/// <c>ami</c>, is there from the beginning, out of range: it is the one that the simulator's catalogue of faults is about.
/// </summary>
internal sealed class Garage : IScanSink
{
    private readonly Air _air;
    private readonly Dictionary<string, CarPeripheral> _cars = [];

    public Garage(Air air)
    {
        _air = air;
        World = new SimulatedWorld(air.Clock) { Radio = { MostLinks = byte.MaxValue } };
        World.Dongle.InRange = false;
        Add("ami", World.Dongle);
    }

    public SimulatedWorld World { get; }

    public Task ListenAsync() => World.Radio.StartScanAsync(ScanFilter.Any, this, CancellationToken.None);

    public CarPeripheral Add(string name, Vin vin, DongleOptions options) => Add(name, World.Add(vin, options));

    public CarPeripheral Find(string name) => _cars.GetValueOrDefault(name) ?? throw new ArgumentException($"there is no car {name}");

    public void OnSighting(Sighting sighting) => _air.Line.Post(() =>
        _cars.Values.FirstOrDefault(car => car.Dongle.Address == sighting.Address)?.Advertise(sighting));

    public void OnEnded(LinkFault fault)
    {
    }

    private CarPeripheral Add(string name, VirtualDongle dongle)
    {
        var car = new CarPeripheral(_air, World.Radio, dongle);
        _cars.Add(name, car);
        return car;
    }
}

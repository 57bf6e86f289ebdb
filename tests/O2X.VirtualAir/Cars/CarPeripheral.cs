using O2X.Links;
using O2X.Simulator.Radio;
using O2X.VirtualAir.Gatt;
using O2X.VirtualAir.Hci;
using O2X.Vehicles.OpenLink;

namespace O2X.VirtualAir.Cars;

/// <summary>A car of the simulator as a Bluetooth peripheral: what its dongle advertises and answers goes over the air.</summary>
internal sealed class CarPeripheral(Air air, VirtualRadio radio, VirtualDongle dongle) : IPeripheral
{
    private readonly GattTable _table = OpenLinkTable.Of(dongle.Options.MeasurementsInterval is not null);
    private Sighting? _sighting;
    private GattEnd? _end;

    public VirtualDongle Dongle => dongle;

    /// <summary>The largest MTU that it agrees to.</summary>
    public ushort MostMtu { get; set; } = 247;

    /// <summary>The dongle was heard on the simulated radio. On the line.</summary>
    public void Advertise(Sighting sighting)
    {
        _sighting = sighting;
        air.Send(new Advert(
            AdvertKind.Connectable,
            BluetoothAddress.Parse(sighting.Address),
            OpenLinkTable.AdvertOf(sighting),
            OpenLinkTable.ScanResponse(sighting.Name),
            (sbyte)(sighting.Rssi ?? -60)), this);
    }

    /// <summary>Notifies the central that came last, whatever the dongle itself sends. On the line.</summary>
    public void Notify(Guid characteristic, ReadOnlySpan<byte> value) => _end?.Notify(characteristic, value);

    /// <inheritdoc/>
    public Answer Connect(AirLink link)
    {
        if (dongle.HangConnect || !dongle.InRange) return Answer.Unheard;
        var gatt = new CarGatt(air.Line, link, _table, MostMtu);
        var connecting = radio.ConnectAsync(_sighting!, gatt, gatt.Given);
        if (connecting.IsFaulted) return Answer.Failed;
        if (!connecting.IsCompleted && !dongle.HangDiscovery)
        {
            gatt.GiveUp();
            return Answer.Unheard;
        }

        gatt.Attach(connecting);
        link.Peripheral = _end = gatt.End;
        return Answer.Accepted;
    }
}

using System.Text;

namespace O2X.Vehicles.OpenLink.Serving;

public sealed partial class OpenLinkServer
{
    /// <summary>A central is connected. One too many is to be dropped.</summary>
    /// <param name="central">Its name: any text that stands for this central alone while it is connected.</param>
    /// <param name="now">The present.</param>
    public void Connect(string central, long now) => _centrals.Get(central, now);

    /// <summary>A central is gone, and its nonce and subscriptions with it.</summary>
    public void Disconnect(string central)
    {
        _centrals.Remove(central);
        if (!IsHeard(OpenLinkUuids.RawCan)) _frames?.Clear();
    }

    /// <summary>All centrals are gone, and all subscriptions with them, whoever had made them.</summary>
    public void DisconnectAll()
    {
        _centrals.Clear();
        _frames?.Clear();
    }

    /// <summary>The longest packet of the attribute protocol that a central takes, from 23 bytes; one that is not told counts as 23.</summary>
    public void SetMtu(string central, int mtu, long now) => _centrals.Get(central, now).Mtu = Math.Max(mtu, ServedCentrals.SmallestMtu);

    /// <summary>A central subscribes to a characteristic, or no longer does. The next packet is sent as soon as its rate allows.</summary>
    /// <param name="central">
    /// Which; null: the stack does not say. Then any that has done nothing yet may have been it, and the end of such a subscription is
    /// the end of all of that characteristic.
    /// </param>
    /// <param name="characteristic">Which; one that does not notify is ignored.</param>
    /// <param name="on">Whether it subscribes.</param>
    /// <param name="now">The present.</param>
    public void Subscribe(string? central, Guid characteristic, bool on, long now)
    {
        if (Find(characteristic) is not { CanNotify: true }) return;
        _centrals.Subscribe(central, characteristic, on, now);
        if (on && characteristic == OpenLinkUuids.Information) _information.Greet();
        if (on && characteristic == OpenLinkUuids.Measurements) _measurements?.Greet();
        if (!IsHeard(OpenLinkUuids.RawCan)) _frames?.Clear();
    }

    /// <summary>A central reads a characteristic.</summary>
    /// <param name="central">Which.</param>
    /// <param name="characteristic">Which.</param>
    /// <param name="now">The present.</param>
    /// <param name="offset">From which byte on.</param>
    public GattAnswer Read(string central, Guid characteristic, long now, int offset = 0)
    {
        var reader = _centrals.Get(central, now);
        if (Find(characteristic) is not { } served) return GattAnswer.Refused(GattRefusal.NotFound);
        if (!served.CanRead) return GattAnswer.Refused(GattRefusal.ReadNotPermitted);
        if (characteristic == OpenLinkUuids.VinProof) return Prove(reader, offset);
        return GattAnswer.Of(
            characteristic == OpenLinkUuids.Profile ? Describe()
            : characteristic == OpenLinkUuids.Vin ? Encoding.ASCII.GetBytes(_vin.Full)
            : characteristic == OpenLinkUuids.Information ? _information.Read(now)
            : _measurements!.Read(now),
            offset);
    }

    /// <summary>A central writes a characteristic.</summary>
    /// <param name="central">Which.</param>
    /// <param name="characteristic">Which.</param>
    /// <param name="value">What.</param>
    /// <param name="now">The present.</param>
    /// <param name="offset">From which byte on; a nonce is written as a whole.</param>
    public GattRefusal Write(string central, Guid characteristic, ReadOnlySpan<byte> value, long now, int offset = 0)
    {
        var writer = _centrals.Get(central, now);
        if (Find(characteristic) is not { } served) return GattRefusal.NotFound;
        if (!served.CanWrite) return GattRefusal.WriteNotPermitted;
        if (offset != 0) return GattRefusal.InvalidOffset;
        if (value.Length != VinProof.NonceLength) return GattRefusal.InvalidLength;
        writer.Nonce = value.ToArray();
        return GattRefusal.None;
    }

    private GattAnswer Prove(ServedCentral central, int offset)
    {
        if (central.Nonce is not { } nonce) return GattAnswer.Refused(GattRefusal.NoNonce);
        central.AskedForProof = true;
        var proof = new byte[VinProof.Length];
        VinProof.Compute(_key, nonce, proof);
        return GattAnswer.Of(proof, offset);
    }

    private byte[] Describe()
    {
        var value = new byte[OpenLinkDescription.Length];
        new OpenLinkDescription(Options.Features, Options.InformationInterval, Options.MostCentrals).WriteTo(value);
        return value;
    }

    private ServedCharacteristic? Find(Guid characteristic) => Characteristics.FirstOrDefault(served => served.Uuid == characteristic);
}

using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles.OpenLink;

namespace O2X.Simulator.Radio;

public sealed partial class VirtualDongle
{
    // Of the attribute protocol: what a server says that cannot say better.
    private const int UnlikelyError = 0x0E;

    private static readonly TimeSpan UnchangedInterval = TimeSpan.FromSeconds(1);

    private readonly long _started;
    private OpenLinkInformation _lastInformation;
    private long _lastInformationAt = long.MinValue / 2;
    private byte _informationSequence;
    private byte _measurementsSequence;

    internal byte[] Read(Guid characteristic, ReadOnlySpan<byte> nonce)
    {
        if (characteristic == OpenLinkUuids.Profile) return Describe();
        if (characteristic == OpenLinkUuids.VinProof)
        {
            if (HasForgottenVin) throw new LinkException(LinkLossReason.NotSupported, "The dongle knows no VIN that it could prove.");
            var proof = new byte[VinProof.Length];
            VinProof.Compute(ProvenVin is { } other ? VinKey.For(other, Options.OwnerSecret) : Key, nonce, proof);
            return proof;
        }

        var packet = new byte[OpenLinkEncoder.PacketLength];
        if (characteristic == OpenLinkUuids.Information)
            OpenLinkEncoder.Encode(OpenLinkReport.InformationOn(Car.State), _informationSequence, packet);
        else if (characteristic == OpenLinkUuids.Measurements && _measurements is not null)
            OpenLinkEncoder.Encode(OpenLinkReport.MeasurementsOn(Car.State, UptimeAt(_clock.GetTicks())), _measurementsSequence, packet);
        else
            throw new LinkException(LinkLossReason.NotSupported, $"The dongle has no characteristic {characteristic} to read.");
        return packet;
    }

    internal Notifier NotifierOf(Guid characteristic) =>
        RefuseNotify ? throw new LinkException(new LinkFault(LinkLossReason.ProtocolError, "The dongle refused to notify.", Code: UnlikelyError))
        : characteristic == OpenLinkUuids.Information ? _information
        : characteristic == OpenLinkUuids.Measurements && _measurements is not null ? _measurements
        : throw new LinkException(LinkLossReason.NotSupported, $"The dongle has no characteristic {characteristic} that notifies.");

    private byte[] Describe()
    {
        var features = _measurements is null ? OpenLinkFeatures.None : OpenLinkFeatures.Measurements;
        var value = new byte[OpenLinkDescription.Length];
        new OpenLinkDescription(features, Options.InformationInterval, Options.MostCentrals).WriteTo(value);
        return value;
    }

    private bool NextInformation(Span<byte> packet, long now)
    {
        if (Silent) return false;
        var information = OpenLinkReport.InformationOn(Car.State);
        var canWait = now + Options.InformationInterval.Ticks - _lastInformationAt <= UnchangedInterval.Ticks;
        if (information == _lastInformation && canWait) return false;
        _lastInformation = information;
        _lastInformationAt = now;
        OpenLinkEncoder.Encode(information, _informationSequence++, packet);
        return Transmit(packet);
    }

    private bool NextMeasurements(Span<byte> packet, long now)
    {
        if (Silent) return false;
        OpenLinkEncoder.Encode(OpenLinkReport.MeasurementsOn(Car.State, UptimeAt(now)), _measurementsSequence++, packet);
        return Transmit(packet);
    }

    private bool Transmit(Span<byte> packet)
    {
        if (Garbled) packet[^1] ^= 0xFF;
        return IsPacketHeard();
    }

    private TimeSpan UptimeAt(long now) => TimeSpan.FromTicks(now - _started);
}

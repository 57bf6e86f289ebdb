using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.Tests.OpenLink;
using O2X.Vehicles.Tracking;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>The life of a link to a dongle.</summary>
internal sealed class OpenLinkTrackerTarget() : TrackerTarget(PayloadKind.OpenLink)
{
    private const byte Information = 0, Measurements = 4, Changed = 8, AsItIs = 10;

    private static readonly byte[] GoodInformation = Packets.Of(OpenLinkSamples.Information);
    private static readonly byte[] GoodMeasurements = Packets.Of(OpenLinkSamples.Measurements);

    public override string Name => "open-link-tracker";

    public override IEnumerable<byte[]> Seeds =>
    [
        [0, .. Of(GoodInformation), .. Of(GoodMeasurements), .. Of(GoodInformation, 250), .. Step(PassTime, 215), .. Of(GoodInformation)],
        [0x13, .. Of(Packets.Of(OpenLinkSamples.Information with { Status = VehicleStatus.Parked, ChargeRequested = true })), .. Step(PassTime, 204),
            .. Of(GoodInformation), .. Step(NewLink, 0, 1), .. Of(Packets.Of(OpenLinkSamples.Information with { SourceAge = TimeSpan.FromSeconds(254) }))],
        [0, .. Step(Changed, 10, 2, 0xC3), .. Step(Changed + 1, 10, 9, 0xFF), .. Of(Packets.Of(new OpenLinkInformation())), .. Step(Other, 0, 3), .. Of(GoodMeasurements)],
        [0, .. Step(AsItIs, 0, GoodInformation), .. Step(AsItIs, 0, 0x11, 1, 2)],
    ];

    public override IEnumerable<byte[]> Words =>
        [[PassTime, 255], [PassTime, 210], [NewLink, 0, 0], [NewLink, 0, 1], Of(GoodInformation), Of(GoodMeasurements), [Changed, 10, 16, 254], [0xFF, 0xFF]];

    protected override int MakePacket(int kind, ref ByteFeed feed, scoped Span<byte> room)
    {
        var packet = room[..OpenLinkEncoder.PacketLength];
        if (kind >= AsItIs)
        {
            packet = room[..Math.Min(room.Length, feed.Rest.Length)];
            feed.Fill(packet);
            return packet.Length;
        }

        if (kind >= Changed)
        {
            (kind == Changed ? GoodInformation : GoodMeasurements).CopyTo(packet);
            packet[feed.Byte() % packet.Length] = feed.Byte();
        }
        else
        {
            packet[0] = (byte)(OpenLinkPacket.Version << 4 | (kind < Measurements ? OpenLinkPacket.InformationType : OpenLinkPacket.MeasurementsType));
            packet[1] = 0;
            feed.Fill(packet[2..18]);
        }

        OpenLinkPacketTarget.MakeRight(packet);
        return packet.Length;
    }

    protected override void Recovers(TrackerPair pair)
    {
        Holds(pair.HeardVin is null);
        foreach (var packet in (ReadOnlySpan<byte[]>)[GoodInformation, GoodMeasurements])
        {
            var changes = pair.Accept(packet);
            Holds(changes.HasFlag(VehicleChanges.Refreshed) && !changes.HasFlag(VehicleChanges.Invalid));
        }

        Holds(pair.State is { StateOfCharge: 71, RemainingRange: 53, Speed: 45, Odometer: 3482.8m, Selector: Selector.Drive });
        Holds(pair.State.QualityOf(Signal.StateOfCharge) == Quality.Live || pair.State.QualityOf(Signal.Speed) == Quality.Live);
    }

    private static byte[] Of(byte[] packet, byte pause = 50) =>
        Step(OpenLinkPacket.TypeOf(packet) == OpenLinkPacket.InformationType ? Information : Measurements, pause, packet.AsSpan(2, 16));
}

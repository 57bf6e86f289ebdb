using System.Buffers.Binary;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.Tests.OpenLink;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>One packet of the open link; the first byte says whether its checksum is made right.</summary>
internal sealed class OpenLinkPacketTarget : FuzzTarget
{
    public override string Name => "open-link-packet";

    public override int LongestInput => 32;

    public override IEnumerable<byte[]> Seeds =>
    [
        [0, .. Packets.Of(OpenLinkSamples.Information)], [1, .. Packets.Of(OpenLinkSamples.Information)],
        [0, .. Packets.Of(OpenLinkSamples.Measurements)], [1, .. Packets.Of(OpenLinkSamples.Measurements)],
        [1, .. Packets.Of(new OpenLinkInformation())], [1, .. Packets.Of(default(OpenLinkMeasurements))], [0, 0x11],
    ];

    public override IEnumerable<byte[]> Words => [[0x11], [0x12], [0xFF, 0xFF], [0xFF, 0xFF, 0xFF], [0x80, 0], [254], [0x7F]];

    // What is compared in the end is an object.
    public override long MostAllocated(int inputLength) => 1024;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var feed = new ByteFeed(input);
        var isSealed = (feed.Byte() & 1) != 0;
        Span<byte> packet = stackalloc byte[feed.Rest.Length];
        feed.Fill(packet);
        if (isSealed && packet.Length >= OpenLinkPacket.Length) MakeRight(packet);

        var state = default(VehicleSnapshot);
        var result = OpenLinkDecoder.Decode(packet, ref state, Packets.Arrival);
        SnapshotOracle.Judge(state);
        Holds(result is DecodeResult.Malformed == !OpenLinkPacket.IsSound(packet));
        Holds(result is not (DecodeResult.Malformed or DecodeResult.Unknown or DecodeResult.NoValue) || state.Known == 0);
        Holds(result is not DecodeResult.Updated || state.Known != 0);
        if (result is DecodeResult.Updated or DecodeResult.NoValue or DecodeResult.Implausible) IsWrittenAndReadAgain(packet, state);
        GoodOnesAreTaken(ref state);
    }

    /// <summary>Makes the checksum of a packet right.</summary>
    public static void MakeRight(Span<byte> packet) => BinaryPrimitives.WriteUInt16LittleEndian(packet[18..], Crc16.Of(packet[..18]));

    private static void IsWrittenAndReadAgain(ReadOnlySpan<byte> packet, in VehicleSnapshot state)
    {
        Span<byte> written = stackalloc byte[OpenLinkEncoder.PacketLength];
        if (OpenLinkPacket.TypeOf(packet) == OpenLinkPacket.InformationType)
        {
            var age = packet[16] == OpenLinkPacket.NoByte ? (TimeSpan?)null : TimeSpan.FromSeconds(packet[16]);
            OpenLinkEncoder.Encode(Packets.InformationIn(state) with { SourceAge = age }, sequence: 0, written);
        }
        else
        {
            OpenLinkEncoder.Encode(Packets.MeasurementsIn(state, uptime: 0), sequence: 0, written);
        }

        var again = default(VehicleSnapshot);
        Holds(OpenLinkDecoder.Decode(written, ref again, Packets.Arrival) is DecodeResult.Updated or DecodeResult.NoValue);
        Holds(Packets.InformationIn(again) == Packets.InformationIn(state));
        Holds(Packets.MeasurementsIn(again, uptime: 0) == Packets.MeasurementsIn(state, uptime: 0));
    }

    private static void GoodOnesAreTaken(ref VehicleSnapshot state)
    {
        Span<byte> packet = stackalloc byte[OpenLinkEncoder.PacketLength];
        OpenLinkEncoder.Encode(OpenLinkSamples.Information, sequence: 0, packet);
        Holds(OpenLinkDecoder.Decode(packet, ref state, Packets.Arrival) == DecodeResult.Updated);
        // Seconds that were known before and come to the same minutes stay as they are.
        Holds(state.ToInformation().Data.ChargeDelay.Value == OpenLinkSamples.Information.ChargeDelay);
        Holds(Packets.InformationIn(state) with { ChargeDelay = OpenLinkSamples.Information.ChargeDelay } == OpenLinkSamples.Information);
        OpenLinkEncoder.Encode(OpenLinkSamples.Measurements, sequence: 0, packet);
        Holds(OpenLinkDecoder.Decode(packet, ref state, Packets.Arrival) == DecodeResult.Updated);
        Holds(Packets.MeasurementsIn(state, OpenLinkSamples.Measurements.Uptime) == OpenLinkSamples.Measurements);
    }
}

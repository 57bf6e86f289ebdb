using O2X.Vehicles;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Anonymising;
using O2X.Vehicles.Can;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.Tests;
using O2X.Vehicles.Tests.OpenLink;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>
/// What is taken out of a recording: frames of 16 bytes one after another, and the whole as a packet of the open link. What is left
/// must be decoded as what was there, but for the VIN.
/// </summary>
internal sealed class AnonymiserTarget : FuzzTarget
{
    private readonly byte[] _replaced = new byte[320];

    public override string Name => "anonymiser";

    public override int LongestInput => 320;

    public override IEnumerable<byte[]> Seeds =>
    [
        [.. Frames.Vin("VR1AB12C3D4567890").SelectMany(frame => frame), .. Frames.Battery(3)],
        [.. Frames.Vin("VR1AB12C3D4567890").SelectMany(frame => frame), .. Frames.Vin("ZFA12345678901234").SelectMany(frame => frame)],
        [.. Frames.Of("7E8#4142433132333435"), .. Frames.Of("18DAF110#4142433132333435"), .. Frames.Of("710#41"), .. Frames.Of("580#R8")],
        Packets.Of(OpenLinkSamples.Information), [.. Packets.Of(OpenLinkSamples.Measurements), 1, 2, 3],
    ];

    public override IEnumerable<byte[]> Words =>
        [.. Frames.Vin("VR1AB12C3D4567890"), .. Frames.Vin("VR1AB12C4D4567891"), [0x12, 7], [0x10, 7], [0x11, 7], [0, 0, 0, 0x80], "ABCDE"u8.ToArray()];

    // Two decoders, an anonymiser, and the texts of the VINs.
    public override long MostAllocated(int inputLength) => 4096 + (64 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        JudgePacket(input);
        var anonymiser = new Anonymiser(Draws());
        var (before, after) = (new AmiFrameDecoder(), new AmiFrameDecoder());
        var (stateBefore, stateAfter) = (default(VehicleSnapshot), default(VehicleSnapshot));
        Span<byte> packet = stackalloc byte[CanFrame.Size];
        for (var feed = new ByteFeed(input); !feed.IsEmpty;)
        {
            feed.Fill(packet);
            if (!CanFrame.TryRead(packet, out var frame)) continue;
            var result = before.Decode(packet, ref stateBefore, at: 0);
            var other = anonymiser.Replace(frame);
            Holds(other.RawId == frame.RawId && other.Length == frame.Length);
            Holds(CanOracle.Same(other, anonymiser.Replace(frame)));
            other.WriteTo(packet);
            Holds(after.Decode(packet, ref stateAfter, at: 0) == result);
            Holds(after.HeardVin == (before.HeardVin is { } heard ? anonymiser.Replace(heard) : null));
            Holds(after.HeardVin is null || after.HeardVin != before.HeardVin);
        }

        Holds(stateAfter.Known == stateBefore.Known && stateAfter.ToInformation() == stateBefore.ToInformation());
    }

    /// <summary>Draws the same each time.</summary>
    public static Action<Span<byte>> Draws()
    {
        var state = 1u;
        return bytes =>
        {
            foreach (ref var value in bytes) value = (byte)((state = (state * 1_664_525) + 1_013_904_223) >> 24);
        };
    }

    private void JudgePacket(ReadOnlySpan<byte> packet)
    {
        var length = Anonymiser.ReplaceOpenLink(packet, _replaced);
        Holds(length <= packet.Length);
        var (before, after) = (default(VehicleSnapshot), default(VehicleSnapshot));
        Holds(OpenLinkDecoder.Decode(packet, ref before, Packets.Arrival) == OpenLinkDecoder.Decode(_replaced.AsSpan(0, length), ref after, Packets.Arrival));
        Holds(Packets.InformationIn(after) == Packets.InformationIn(before));
        Holds(Packets.MeasurementsIn(after, uptime: 0) == Packets.MeasurementsIn(before, uptime: 0));
    }
}

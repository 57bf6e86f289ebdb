using O2X.Vehicles;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Can;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tests;
using O2X.Vehicles.Tracking;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>The life of a link to the vehicle's bus.</summary>
internal sealed class CanTrackerTarget() : TrackerTarget(PayloadKind.CanFrame)
{
    private const byte KnownFrame = 0, AnyLength = 7, VinFrame = 8, RawFrame = 9, ShortPacket = 11;
    private const string VinCharacters = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private const string GoodVin = "VR7AB12C3D4567891";

    private static readonly byte[][] GoodVinFrames = Frames.Vin(GoodVin);
    private static readonly byte[] GoodBattery = Frames.Battery(-12.3);

    public override string Name => "can-tracker";

    public override IEnumerable<byte[]> Seeds =>
    [
        // Parked, then driving, then silent; and the same in little pauses with a status that must hold.
        [0, .. Of(Frames.Display(Selector.Neutral, false, true)), .. Of(Frames.Motion(8626.9, 0)), .. Of(Frames.Battery(0)),
            .. Of(Frames.Display(Selector.Drive, true, false), 200), .. Of(Frames.Motion(8627, 20), 100), .. Step(PassTime, 213)],
        [7, .. Of(Frames.Display(Selector.Neutral, false, true)), .. Of(Frames.Motion(8626.9, 0)), .. Of(Frames.Battery(3), 150),
            .. Of(Frames.Battery(3), 150), .. Of(Frames.Battery(3), 150), .. Of(Frames.Charger(7200), 150), .. Of(Frames.Charger(null), 150)],
        [0x51, .. Of(Frames.Display(Selector.Neutral, false, false)), .. Of(Frames.Charger(3600)), .. Step(PassTime, 205), .. Step(NewLink, 0, 1),
            .. Step(NewOptions, 10, 0x33), .. Step(Other, 0, 3), .. Step(Other, 0, 2, 31), .. Step(Other, 0, 0, 5)],
        [0, .. Step(VinFrame, 0, [2, .. "VR1"u8]), .. Step(VinFrame, 0, [0, .. "AB12C3"u8]), .. Step(VinFrame, 0, [1, .. "D4567890"u8])],
        [0, .. Step(RawFrame, 0, [0x80, 5, 0, 0, 8, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]), .. Step(ShortPacket, 0, [4, 1, 2, 3, 4])],
    ];

    public override IEnumerable<byte[]> Words =>
        [[PassTime, 255], [PassTime, 210], [NewLink, 0, 0], [NewLink, 0, 1], Of(GoodBattery), Of(Frames.Charger(3600)), Of(Frames.Display(Selector.Drive, true, false), 60), Of(Frames.Motion(8626.9, 1), 60)];

    protected override int MakePacket(int kind, ref ByteFeed feed, scoped Span<byte> room)
    {
        if (kind == ShortPacket)
        {
            var length = feed.Byte() % (CanFrame.Size + 1);
            feed.Fill(room[..length]);
            return length;
        }

        var packet = room[..CanFrame.Size];
        packet.Clear();
        if (kind is RawFrame or RawFrame + 1)
        {
            feed.Fill(packet);
            return packet.Length;
        }

        if (kind == VinFrame) MakeVinFrame(ref feed, packet);
        else MakeKnownFrame(kind, ref feed, packet);
        return packet.Length;
    }

    protected override void Recovers(TrackerPair pair)
    {
        var changes = pair.Accept(GoodBattery);
        Holds(changes.HasFlag(VehicleChanges.Refreshed) && !changes.HasFlag(VehicleChanges.Invalid));
        Holds(pair.State is { StateOfCharge: 45, PackCurrent: -12.3m, PackVoltage: 50.6m });
        Holds(pair.State.QualityOf(Signal.StateOfCharge) == Quality.Live);

        // A part that was heard of another vehicle makes those before it void: in the second round all are of this one.
        for (var round = 0; round < 2; round++)
        {
            foreach (var frame in GoodVinFrames) pair.Accept(frame);
        }

        Holds(pair.HeardVin?.Full == GoodVin);
    }

    private static byte[] Of(byte[] packet, byte pause = 10)
    {
        var id = AmiCatalogue.Ids.IndexOf(BitConverter.ToUInt16(packet));
        return Step(KnownFrame, pause, [(byte)id, .. packet[8..]]);
    }

    private static void MakeKnownFrame(int kind, ref ByteFeed feed, scoped Span<byte> packet)
    {
        var id = AmiCatalogue.Ids[feed.Byte() % AmiCatalogue.Ids.Length];
        BitConverter.TryWriteBytes(packet, id);
        packet[4] = kind == AnyLength ? (byte)(feed.Byte() % 9) : (byte)LengthOf(id);
        feed.Fill(packet[8..]);
    }

    private static void MakeVinFrame(ref ByteFeed feed, scoped Span<byte> packet)
    {
        var part = feed.Byte() % 3;
        BitConverter.TryWriteBytes(packet, (ushort)(0x710 + part));
        packet[4] = (byte)LengthOf(0x710 + part);
        for (var i = 0; i < packet[4]; i++)
        {
            var character = (char)feed.Byte();
            packet[8 + i] = VinCharacters.Contains(character) ? (byte)character : (byte)VinCharacters[character % 2];
        }
    }

    private static int LengthOf(int id) => id switch { 0x710 => 6, 0x711 => 8, 0x712 => 3, 0x713 => 7, 0x714 => 2, _ => 8 };
}

using System.Text;
using CsCheck;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Anonymising;
using O2X.Vehicles.Can;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.Tests.OpenLink;

namespace O2X.Vehicles.Tests.Anonymising;

public class AnonymiserTests
{
    private static readonly Gen<char> Character = Gen.Char["0123456789ABCDEFGHJKLMNPRSTUVWXYZ"];

    private static readonly Gen<Vin> AnyVin = Character.Array[Vin.Length].Select(text => Vin.Parse(new string(text)));

    // The parts of a VIN, whole and damaged, among everything else that a bus can bring.
    private static readonly Gen<CanFrame> AnyFrame = Gen.OneOf(
        AnyVin.SelectMany(vin => Gen.Int[0, 2].Select(part => CanFrameOf(Frames.Vin(vin.Full)[part]))),
        Gen.Select(Gen.UInt[0x710, 0x712], Gen.Bool, Gen.OneOf(Gen.Byte, Character.Select(c => (byte)c)).Array[0, 8])
            .Select((id, isExtended, data) => CanFrame.Create(id, data, isExtended)),
        Can.CanGen.Frame,
        Can.CanGen.ErrorFrame);

    private readonly Anonymiser _anonymiser = new();

    [Fact]
    public void Replaces_a_VIN_by_another_one_of_the_same_maker() => AnyVin.Sample(vin =>
    {
        var replaced = new Anonymiser().Replace(vin);
        return replaced != vin && replaced.Full[..3] == vin.Full[..3];
    });

    [Fact]
    public void Replaces_the_same_VIN_by_the_same_and_each_by_its_own() => AnyVin.Array[2, 50].Sample(vins =>
    {
        var anonymiser = new Anonymiser();
        var replaced = vins.Select(anonymiser.Replace).ToList();
        return replaced.SequenceEqual(vins.Select(anonymiser.Replace)) && replaced.Distinct().Count() == vins.Distinct().Count();
    });

    [Fact]
    public void Keeps_VINs_apart_that_differ_in_one_character() =>
        Gen.Select(AnyVin, Gen.Int[3, 16], Character).Sample((vin, place, character) =>
        {
            var other = Vin.Parse(vin.Full[..place] + character + vin.Full[(place + 1)..]);
            var anonymiser = new Anonymiser();
            return (anonymiser.Replace(vin) == anonymiser.Replace(other)) == (vin == other);
        });

    [Fact]
    public void Replaces_otherwise_in_every_recording()
    {
        var vin = Vin.Parse("VR1AB12C3D4567890");
        Assert.NotEqual(new Anonymiser().Replace(vin), new Anonymiser().Replace(vin));
    }

    [Fact]
    public void Leaves_no_three_characters_of_a_part_in_what_replaces_it() => AnyVin.Sample(vin =>
    {
        var replaced = new Anonymiser().Replace(vin).Full;
        return Windows(vin.Full[3..9], 3).All(window => !replaced[3..9].Contains(window, StringComparison.Ordinal))
            && Windows(vin.Full[9..], 3).All(window => !replaced[9..].Contains(window, StringComparison.Ordinal));
    });

    [Fact]
    public void Makes_the_bus_say_the_VIN_that_stands_for_the_true_one() => AnyVin.Sample(vin =>
    {
        var anonymiser = new Anonymiser();
        var decoder = new AmiFrameDecoder();
        var state = default(VehicleSnapshot);
        decoder.BeginLink(sameVehicle: false);
        foreach (var packet in Frames.Vin(vin.Full)) decoder.Decode(PacketOf(anonymiser.Replace(CanFrameOf(packet))), ref state, 0);
        return decoder.HeardVin == anonymiser.Replace(vin);
    });

    [Fact]
    public void Makes_the_same_of_every_frame_for_the_decoder() => AnyFrame.Array[1, 40].Sample(frames =>
    {
        var anonymiser = new Anonymiser();
        var (before, after) = (new AmiFrameDecoder(), new AmiFrameDecoder());
        var (stateBefore, stateAfter) = (default(VehicleSnapshot), default(VehicleSnapshot));
        return frames.All(frame =>
            before.Decode(PacketOf(frame), ref stateBefore, 0) == after.Decode(PacketOf(anonymiser.Replace(frame)), ref stateAfter, 0)
            && before.HeardVin is null == after.HeardVin is null
            && (before.HeardVin is null || after.HeardVin == anonymiser.Replace(before.HeardVin)));
    });

    [Fact]
    public void Leaves_frames_with_values_and_without_data_alone()
    {
        foreach (var text in new[] { "580#4142434445464748", "714#01", "123#00FF4142434400FF", "711#R8", "20000088#4142434445464748" })
        {
            var frame = CanFrameOf(Frames.Of(text));
            Assert.Equal((frame.RawId, frame.Length, frame.Bits), Parts(_anonymiser.Replace(frame)));
        }
    }

    [Theory]
    [InlineData("7E8#101462F190565231", "7E8#101462F190565231")]
    [InlineData("7E8#2141423132433344", "7E8#2100000000000000")]
    [InlineData("18DAF110#2234353637383930", "18DAF110#2200000000000000")]
    [InlineData("123#FF41424331323334", "123#FF00000000000000")]
    [InlineData("00000711#4434353637383930", "00000711#0000000000000000")]
    [InlineData("711#44343536373839", "711#00000000000000")]
    [InlineData("712#5652314142313243", "712#0000000000000000")]
    [InlineData("710#6162313263330000", "710#0000000000000000")]
    public void Blanks_what_may_be_text_elsewhere_and_what_is_damaged(string said, string expected) =>
        Assert.Equal(Parts(CanFrameOf(Frames.Of(expected))), Parts(_anonymiser.Replace(CanFrameOf(Frames.Of(said)))));

    [Fact]
    public void Blanks_a_part_when_there_are_more_VINs_than_any_recording_has()
    {
        for (var i = 0; i < TextReplacements.MostTexts; i++) _anonymiser.Replace(Part(i));

        Assert.NotEqual(0UL, _anonymiser.Replace(Part(0)).Bits);
        Assert.Equal(0UL, _anonymiser.Replace(Part(TextReplacements.MostTexts)).Bits);

        static CanFrame Part(int number) => CanFrame.Create(0x711, Encoding.ASCII.GetBytes($"{number:D8}"));
    }

    [Fact]
    public void Gives_a_random_source_up_that_always_draws_the_same()
    {
        var stuck = new Anonymiser(bytes => bytes.Clear());
        stuck.Replace(CanFrame.Create(0x711, "ABCDEFGH"u8));

        Assert.Equal(0UL, stuck.Replace(CanFrame.Create(0x711, "ABCDEFGJ"u8)).Bits);
    }

    [Fact]
    public void Keeps_the_packets_of_the_open_link_and_cuts_what_follows_them()
    {
        var packet = Packets.Of(new OpenLinkMeasurements { Speed = 12 });

        Assert.Equal(packet, Replaced([.. packet, 1, 2, 3]));
    }

    [Fact]
    public void Keeps_nothing_but_the_kind_of_packets_that_are_not_known_or_damaged()
    {
        var unknown = Packets.Of(new OpenLinkMeasurements { Speed = 12 }).With((0, 0x13), (1, 7));
        var replaced = Replaced(unknown);
        var state = default(VehicleSnapshot);

        Assert.Equal(DecodeResult.Unknown, OpenLinkDecoder.Decode(replaced, ref state, 0));
        Assert.Equal([0x13, 7, .. new byte[16]], replaced[..18]);
        Assert.Equal(new byte[19], Replaced(unknown[..19]));
        Assert.Empty(Replaced([]));
    }

    private static byte[] Replaced(byte[] packet)
    {
        var destination = new byte[packet.Length];
        return destination[..Anonymiser.ReplaceOpenLink(packet, destination)];
    }

    private static IEnumerable<string> Windows(string text, int length) => Enumerable.Range(0, text.Length - length + 1).Select(i => text.Substring(i, length));

    private static (uint RawId, int Length, ulong Bits) Parts(CanFrame frame) => (frame.RawId, frame.Length, frame.Bits);

    private static CanFrame CanFrameOf(byte[] packet) => CanFrame.TryRead(packet, out var frame) ? frame : throw new ArgumentException("No frame.");

    private static byte[] PacketOf(CanFrame frame)
    {
        var packet = new byte[CanFrame.Size];
        frame.WriteTo(packet);
        return packet;
    }
}

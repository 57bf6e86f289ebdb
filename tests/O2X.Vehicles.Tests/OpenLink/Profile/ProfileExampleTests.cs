using O2X.Vehicles.Can;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;
using static O2X.Vehicles.Tests.OpenLink.Profile.ProfileDocument;

namespace O2X.Vehicles.Tests.OpenLink.Profile;

/// <summary>Makes the document's examples of packets from their values, and the values from the packets.</summary>
public class ProfileExampleTests
{
    private const string Information = "Examples of information", Measurements = "Examples of measurements", Frames = "Examples of raw CAN";

    private static readonly string[] Usual = ["Unknown", "Parked", "Driving", "Charging"];

    public static TheoryData<string> InformationExamples => new(Names(Information));

    public static TheoryData<string> MeasurementsExamples => new(Names(Measurements));

    public static TheoryData<string> FramesExamples => new(Names(Frames));

    [Theory, MemberData(nameof(InformationExamples))]
    public void Writes_and_reads_information(string name)
    {
        var example = Find(Information, name);
        var said = PacketFields.Information.Read(new OpenLinkInformation(), example.Table("Field"));
        Assert.Equal(example.Hex, Packets.Of(said, SequenceOf(example)));

        var state = default(VehicleSnapshot);
        var result = OpenLinkDecoder.Decode(example.Hex, ref state, Packets.Arrival);
        Assert.Equal(said.SourceAge is null ? DecodeResult.NoValue : DecodeResult.Updated, result);
        Assert.Equal(
            said with { SourceAge = null, PreviousAlerts = Alerts.None },
            Packets.InformationIn(state) with { SourceAge = null });
        Assert.Equal(said.SourceAge, state.AgeOf(Signal.StateOfCharge, Packets.Arrival));
    }

    [Theory, MemberData(nameof(MeasurementsExamples))]
    public void Writes_and_reads_measurements(string name)
    {
        var example = Find(Measurements, name);
        var said = PacketFields.Measurements.Read(default, example.Table("Field"));
        Assert.Equal(example.Hex, Packets.Of(said, SequenceOf(example)));

        var state = default(VehicleSnapshot);
        var result = OpenLinkDecoder.Decode(example.Hex, ref state, Packets.Arrival);
        Assert.Equal(said.Speed is null ? DecodeResult.NoValue : DecodeResult.Updated, result);
        Assert.Equal(said, Packets.MeasurementsIn(state, said.Uptime));
    }

    [Theory, MemberData(nameof(FramesExamples))]
    public void Writes_and_reads_raw_can(string name)
    {
        var example = Find(Frames, name);
        var records = example.Table("Record")
            .Select(row => (Time: Number(row[1]), Id: (uint)Number(row[2]), Data: Bytes(row[3]))).ToList();
        var writer = new OpenLinkFrameWriter(int.Parse(name.Split(' ')[^1] is var mtu && mtu.All(char.IsDigit) ? mtu : "23") - 3);
        var at = 0L;
        // All but the first example go on from a frame that came before.
        if (records[0].Time != ushort.MaxValue)
        {
            Assert.True(writer.TryAdd(CanFrame.Create(0, []), at));
            writer.Finish(0);
        }

        foreach (var (time, id, data) in records) Assert.True(writer.TryAdd(CanFrame.Create(id, data), at += time * 1000L));
        Assert.Equal(example.Hex, writer.Finish(example.Hex[1]));

        Assert.True(OpenLinkFrameReader.TryOpen(example.Hex, out var reader));
        Assert.Equal(example.Hex[1], reader.Sequence);
        foreach (var (time, id, data) in records)
        {
            Assert.True(reader.TryRead(out var frame, out var sinceLast));
            Assert.Equal((id, data.Length), (frame.Id, frame.Length));
            var bytes = new byte[frame.Length];
            frame.CopyDataTo(bytes);
            Assert.Equal(data, bytes);
            Assert.Equal(time == ushort.MaxValue ? null : TimeSpan.FromMilliseconds(time / 10.0), sinceLast);
        }

        Assert.False(reader.TryRead(out _, out _));
    }

    [Fact]
    public void Has_examples_of_every_kind()
    {
        Assert.Empty(Usual.Except(Names(Information)));
        Assert.Empty(Usual.Except(Names(Measurements)));
        Assert.Equal(3, Names(Frames).Count);
    }

    private static Section Find(string heading, string name) => Examples(heading).Single(example => example.Heading == name).Section;

    private static byte SequenceOf(Section example) => byte.Parse(example.Table("Field").Single(row => row[0] == "sequence number")[1]);
}

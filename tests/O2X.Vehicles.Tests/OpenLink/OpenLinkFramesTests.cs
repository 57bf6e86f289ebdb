using CsCheck;
using O2X.Vehicles.Can;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.Tests.Can;

namespace O2X.Vehicles.Tests.OpenLink;

public class OpenLinkFramesTests
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;

    private static readonly Gen<CanFrame> Carried = CanGen.DataFrame.Where(frame => OpenLinkFrames.Carries(frame));

    private readonly OpenLinkFrameWriter _writer = new();

    [Fact]
    public void Reads_back_a_stream_of_frames_with_their_times() =>
        Gen.Select(Gen.Select(Carried, Gen.Long[0, 80_000_000]).Array[1, 60], Gen.Int[0, 600]).Sample((frames, capacity) =>
        {
            var (packets, ats) = Pack(frames, new OpenLinkFrameWriter(capacity));
            var read = packets.SelectMany(Read).ToList();
            Assert.All(packets, packet => Assert.InRange(packet.Length, 4, Math.Clamp(capacity, 20, 512)));
            Assert.Equal(frames.Select(frame => (frame.Item1.RawId, frame.Item1.Length)), read.Select(one => (one.Frame.RawId, one.Frame.Length)));

            // Times add up to the tenth of a millisecond from any frame to any later one, unless one between was too long.
            Assert.Null(read[0].SinceLast);
            long told = 0, began = ats[0];
            for (var i = 1; i < read.Count; i++)
            {
                if (read[i].SinceLast is { } since) told += since.Ticks;
                else (told, began) = (0, ats[i]);
                Assert.InRange(ats[i] - began - told, 0, 999);
            }
        });

    [Fact]
    public void Takes_one_frame_of_eight_bytes_at_the_smallest_mtu()
    {
        Assert.True(_writer.TryAdd(CanFrame.Create(0x580, new byte[8]), 0));
        Assert.False(_writer.TryAdd(CanFrame.Create(0x581, new byte[8]), 0));
        Assert.Equal(16, _writer.Finish(0).Length);
        Assert.True(_writer.TryAdd(CanFrame.Create(0x581, new byte[8]), 0));
    }

    [Fact]
    public void Fills_a_larger_packet_to_the_last_byte()
    {
        _writer.Capacity = 4 + (20 * 12) + 3;
        for (var i = 0; i < 20; i++) Assert.True(_writer.TryAdd(CanFrame.Create(0x580, new byte[8]), i));
        Assert.False(_writer.TryAdd(CanFrame.Create(0x580, []), 20));
        _writer.Capacity++;
        Assert.True(_writer.TryAdd(CanFrame.Create(0x580, []), 20));
        Assert.Equal(4 + (20 * 12) + 4, _writer.Finish(0).Length);
    }

    [Theory]
    [InlineData(-1, 20)]
    [InlineData(19, 20)]
    [InlineData(21, 21)]
    [InlineData(513, 512)]
    public void Keeps_the_length_of_packets_within_what_can_be(int asked, int given) => Assert.Equal(given, new OpenLinkFrameWriter(asked).Capacity);

    [Theory]
    [InlineData(0, 0, 0.0)]
    [InlineData(0, 0.09, 0.0)]
    [InlineData(0, 0.1, 0.1)]
    [InlineData(0, 6553.4, 6553.4)]
    [InlineData(0, 6553.5, null)]
    [InlineData(0, 1e9, null)]
    [InlineData(5, 4, 0.0)]
    public void Tells_the_time_since_the_frame_before(double first, double second, double? told)
    {
        _writer.Capacity = 100;
        _writer.TryAdd(CanFrame.Create(1, []), (long)(first * Millisecond));
        _writer.TryAdd(CanFrame.Create(2, []), (long)(second * Millisecond));
        var read = Read(_writer.Finish(0).ToArray());
        Assert.Null(read[0].SinceLast);
        Assert.Equal(told, read[1].SinceLast?.TotalMilliseconds);
    }

    [Theory]
    [InlineData("18FF0000#01")]
    [InlineData("580#R8")]
    [InlineData("20000088#0000000000000000")]
    public void Does_not_carry_other_frames(string text)
    {
        Assert.True(CanFrame.TryRead(Frames.Of(text), out var frame));
        Assert.False(OpenLinkFrames.Carries(frame));
        Assert.Throws<ArgumentException>(() => _writer.TryAdd(frame, 0));
    }

    [Fact]
    public void Refuses_a_packet_with_any_one_bit_turned()
    {
        var packet = Pack([(CanFrame.Create(0x580, [1, 2, 3]), 0), (CanFrame.Create(0x714, [1]), 5)], _writer).Packets.Single();
        Assert.Equal(2, Read(packet).Count);
        for (var bit = 0; bit < packet.Length * 8; bit++)
        {
            var spoilt = (byte[])packet.Clone();
            spoilt[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(OpenLinkFrameReader.TryOpen(spoilt, out _));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("13")]
    [InlineData("1300", true)]
    [InlineData("130080", true)]
    [InlineData("13008045", true)]
    [InlineData("1300804500", true)]
    [InlineData("1300804500000102030405060", true)]
    [InlineData("13008045000001020304050607", true)]
    [InlineData("1300804D0000010203040506070809", true)]
    [InlineData("130080C50000", true)]
    [InlineData("110000000000", true)]
    [InlineData("230000000000", true)]
    public void Refuses_what_is_no_whole_packet(string hex, bool isSealed = false)
    {
        var bytes = Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex + "0");
        if (isSealed && bytes.Length > 2) bytes = [.. bytes, .. BitConverter.GetBytes(Crc16.Of(bytes))];
        Assert.False(OpenLinkFrameReader.TryOpen(bytes, out var reader));
        Assert.False(reader.TryRead(out _, out _));
    }

    [Fact]
    public void Reads_a_packet_without_frames()
    {
        Assert.True(_writer.IsEmpty);
        Assert.True(OpenLinkFrameReader.TryOpen(_writer.Finish(9), out var reader));
        Assert.Equal(9, reader.Sequence);
        Assert.False(reader.TryRead(out _, out _));
    }

    [Fact]
    public void Allocates_nothing()
    {
        var frame = CanFrame.Create(0x580, new byte[8]);
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Round();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Round()
        {
            _writer.TryAdd(frame, 0);
            if (OpenLinkFrameReader.TryOpen(_writer.Finish(0), out var reader))
                while (reader.TryRead(out _, out _)) { }
        }
    }

    private static (List<byte[]> Packets, List<long> Ats) Pack((CanFrame Frame, long After)[] frames, OpenLinkFrameWriter writer)
    {
        var packets = new List<byte[]>();
        var ats = new List<long>();
        var at = 0L;
        foreach (var (frame, after) in frames)
        {
            ats.Add(at += after);
            if (writer.TryAdd(frame, at)) continue;
            packets.Add(writer.Finish((byte)packets.Count).ToArray());
            Assert.True(writer.TryAdd(frame, at));
        }

        packets.Add(writer.Finish((byte)packets.Count).ToArray());
        return (packets, ats);
    }

    private static List<(CanFrame Frame, TimeSpan? SinceLast)> Read(byte[] packet)
    {
        var all = new List<(CanFrame, TimeSpan?)>();
        Assert.True(OpenLinkFrameReader.TryOpen(packet, out var reader));
        while (reader.TryRead(out var frame, out var sinceLast)) all.Add((frame, sinceLast));
        return all;
    }
}

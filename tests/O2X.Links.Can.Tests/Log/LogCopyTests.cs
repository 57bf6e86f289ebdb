using System.Text;
using O2X.Links.Can.Log;
using O2X.Vehicles;
using O2X.Vehicles.Anonymising;

namespace O2X.Links.Can.Tests.Log;

public sealed class LogCopyTests
{
    [Fact]
    public void Keeps_every_frame_with_its_own_time_also_where_that_runs_back()
    {
        string[] lines =
        [
            "(1760000000.000000) can0 580#01",
            "(1760000001.000001) can0 00000580#02",
            "(1760000000.999999) can0 123#",
            "(1760009999.000000) can0 711#R8",
            "(1660000000.000000) can0 20000088#0000000000000000",
        ];

        Assert.Equal(lines, Copy(out var statistics, null, ["# a note", .. lines, "rubbish"]));
        Assert.Equal((5, 1, 7), (statistics.Frames, statistics.BadLines, statistics.Lines));
    }

    [Fact]
    public void Turns_a_PEAK_trace_into_a_candump() => Assert.Equal(
        ["(1760011200.000500) can0 580#FA13", "(1760011200.001000) can0 00000581#"],
        Copy(
            out _,
            null,
            ";$FILEVERSION=1.1",
            ";$STARTTIME=45939.5",
            "     1)         0.5  Rx         0580  2  FA 13",
            "     2)         1.0  Rx     00000581  0"));

    [Fact]
    public void Replaces_the_VIN_wherever_the_bus_says_it()
    {
        var anonymiser = new Anonymiser();
        var expected = anonymiser.Replace(Vin.Parse("VR1AB12C3D4567890")).Full;
        var copy = Copy(
            out _,
            anonymiser,
            "(1760000000.000000) can0 712#565231", "(1760000000.000000) can0 710#414231324333", "(1760000000.000000) can0 711#4434353637383930");

        Assert.Equal(["565231", Convert.ToHexString(Encoding.ASCII.GetBytes(expected[3..9])), Convert.ToHexString(Encoding.ASCII.GetBytes(expected[9..]))],
            copy.Select(line => line[(line.IndexOf('#', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public void Keeps_a_recording_of_packets_as_it_is()
    {
        string[] lines =
        [
            """{"o2x":"packets","version":1,"profile":"open-link","source":"sim","startedAt":"2026-01-02T03:04:05.0000000Z","vin":"VR1AB12C3D4567890","anonymised":false}""",
            """{"t":0.5,"link":"connected","address":"02:00","name":"O2X","rssi":-58}""",
            """{"t":0.5000001,"hex":"0102"}""",
            """{"t":2,"link":"lost","reason":"peerTerminated","detail":"Gone."}""",
            """{"t":9,"link":"ended"}""",
        ];

        Assert.Equal(lines, Copy(out var statistics, null, [.. lines[..3], "rubbish", .. lines[3..]]));
        Assert.Equal((1, 1, 6), (statistics.Frames, statistics.BadLines, statistics.Lines));
    }

    [Fact]
    public void Says_why_a_log_cannot_be_copied()
    {
        var error = Assert.Throws<LinkException>(() => new LogCopy("no-such.log", Stream.Null));
        Assert.Equal("There is no file no-such.log.", error.Fault.Detail);
    }

    [Fact]
    public void Ends_early_when_it_is_told_to()
    {
        using var log = new TemporaryLog("(1760000000.000000) can0 580#01");
        Assert.Equal(0, new LogCopy(log.Path, Stream.Null).Run(new CancellationToken(canceled: true)).Frames);
    }

    private static string[] Copy(out LogStatistics statistics, Anonymiser? anonymiser, params string[] lines)
    {
        using var log = new TemporaryLog(lines);
        using var copy = new MemoryStream();
        statistics = new LogCopy(log.Path, copy, anonymiser).Run();
        return Encoding.ASCII.GetString(copy.ToArray()).TrimEnd('\n').Split('\n');
    }
}

using System.Text;
using CsCheck;
using O2X.Links.Can.Log;
using O2X.Links.Profiles;
using O2X.TestKit;
using O2X.Vehicles.Can;
using O2X.Vehicles.OpenLink;

namespace O2X.Links.Can.Tests.Log;

/// <summary>Recordings of packets, played by the same transport as logs of a bus.</summary>
public sealed class PacketLogTests
{
    private const string Header = """{"o2x":"packets","version":1,"profile":"open-link","source":"sim","startedAt":"2026-01-02T03:04:05Z","vin":"VR1AB12C3D4567890"}""";

    private static readonly string[] Recording =
    [
        Header,
        """{"t":0.5,"link":"connected","address":"02:00","name":"O2X","rssi":-58}""",
        """{"t":0.5,"hex":"01"}""",
        """{"t":1,"hex":"0203"}""",
        """{"t":2,"link":"lost","reason":"peerTerminated","detail":"Gone."}""",
        """{"t":3,"hex":"04"}""",
        """{"t":9,"link":"ended"}""",
    ];

    [Fact]
    public async Task Plays_what_was_recorded_as_it_came()
    {
        using var log = new TemporaryLog(Recording);
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        await listener.PlayAsync();

        Assert.Equal(["500 sighting 02:00 O2X False 500", "500 1 bytes", "1000 2 bytes", "2000 closed PeerTerminated"], listener.Calls);
    }

    [Fact]
    public async Task Lets_time_pass_up_to_the_end_of_the_recording()
    {
        using var log = new TemporaryLog(Recording);
        await using var transport = Open(log);
        var listener = new RecordingListener(transport) { Connects = false };
        await listener.PlayAsync();

        Assert.Equal(
            ["500 sighting 02:00 O2X False 500", "3000 sighting 02:00 O2X False 3000", "9000 scan ended EndOfSource"], listener.Calls);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 14, TimeSpan.Zero), transport.Clock.GetUtcNow());
        Assert.Equal((7, 3, 0, 3), (transport.Statistics.Lines, transport.Statistics.Frames, transport.Statistics.BadLines, transport.Statistics.Unheard));
    }

    [Fact]
    public async Task Ends_a_link_that_its_user_had_closed_when_the_recording_goes_on_with_another()
    {
        using var log = new TemporaryLog(
            [.. Recording[..3], """{"t":60,"link":"connected","address":"02:01"}""", """{"t":60,"hex":"05"}"""]);
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        await listener.PlayAsync();

        Assert.Equal(["500 sighting 02:00 O2X False 500", "500 1 bytes", "60000 closed LinkLoss"], listener.Calls);
    }

    [Fact]
    public async Task Introduces_itself()
    {
        using var log = new TemporaryLog(Recording);
        await using var transport = Open(log);

        Assert.Equal(new TransportInfo("log:drive.log", TransportKind.Log) { IsLossless = true }, transport.Info);
        Assert.Equal(AmiBus.Vin, transport.Recording!.Vin);
        Assert.Equal(transport.Recording.StartedAt, transport.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Proves_the_VIN_that_the_recording_names_and_no_other()
    {
        using var log = new TemporaryLog(Recording);
        await using var transport = Open(log);
        OnLine(transport, link =>
        {
            Assert.Equal(VinVerdict.Proven, Result(new OpenLinkProfile().OpenAsync(link, AmiBus.Vin, default)));
            Assert.Equal(VinVerdict.WrongVehicle, Result(new OpenLinkProfile().OpenAsync(link, AmiBus.OtherVin, default)));
        });
    }

    [Fact]
    public async Task Answers_nothing_else_for_the_dongle()
    {
        using var log = new TemporaryLog(Recording);
        await using var transport = Open(log);
        OnLine(transport, link =>
        {
            Assert.False(link.HasService(Guid.Empty));
            Assert.Equal(LinkLossReason.NotSupported, ReasonOf(link.ReadAsync(OpenLinkUuids.Vin, default)));
            Assert.Equal(LinkLossReason.NotSupported, ReasonOf(link.WriteAsync(OpenLinkUuids.VinProof, new byte[7], default)));
            Assert.Equal(LinkLossReason.NotSupported, ReasonOf(link.SubscribeAsync(OpenLinkUuids.RawCan, default)));
            Assert.True(link.ReadAsync(OpenLinkUuids.Profile, new CancellationToken(canceled: true)).IsCanceled);
            link.DisposeAsync().AsTask();
            Assert.Equal(LinkLossReason.LinkLoss, ReasonOf(link.ReadAsync(OpenLinkUuids.Profile, default)));
        });
    }

    [Fact]
    public async Task Counts_lines_that_cannot_be_read_and_tells_the_link_of_each()
    {
        using var log = new TemporaryLog([.. Recording[..3], "rubbish", """{"t":1,"hex":"0"}""", Header, "# a note", """{"t":1,"hex":"06"}"""]);
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        await listener.PlayAsync();

        Assert.Equal(["500 1 bytes", "500 0 bytes", "500 0 bytes", "500 0 bytes", "1000 1 bytes", "1000 closed EndOfSource"], listener.Calls.Skip(1));
        Assert.Equal(
            new Dictionary<CanTextFault, long> { [CanTextFault.BadLayout] = 1, [CanTextFault.Truncated] = 1, [CanTextFault.Unsupported] = 1 },
            transport.Statistics.BadLinesByReason);
        Assert.False(transport.Statistics.IsTorn);
    }

    [Theory]
    [InlineData("""{"t":1,"hex":"060""", true)]
    [InlineData("""{"t":1,"hex":"06"}""", false)]
    public async Task Says_that_a_recording_was_cut_off(string last, bool isTorn)
    {
        using var log = new TemporaryLog(Encoding.ASCII.GetBytes(string.Join('\n', [.. Recording[..3], last])));
        await using var transport = Open(log);
        await new RecordingListener(transport).PlayAsync();

        Assert.Equal((isTorn, isTorn ? 1 : 0), (transport.Statistics.IsTorn, (int)transport.Statistics.BadLines));
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":9", "drive.log was recorded in version 9 of the format, of which this software knows 1.")]
    [InlineData("open-link", "gatt-x", "drive.log holds packets of the profile gatt-x, which is not known.")]
    [InlineData("VR1AB", "VR1A", "drive.log has a header without a valid VIN.")]
    [InlineData("}", "", "drive.log has no readable header.")]
    public void Says_what_is_wrong_with_a_recording(string good, string bad, string detail)
    {
        using var log = new TemporaryLog(Header.Replace(good, bad, StringComparison.Ordinal));
        var state = LogFile.Inspect(log.Path).State;

        Assert.Equal((Availability.Unsuitable, detail), (state.Availability, state.Detail));
        Assert.NotNull(state.Advice);
    }

    [Fact]
    public Task Plays_any_damaged_recording_to_its_end() =>
        Gen.Select(Gen.Int[1, Recording.Length - 1], Gen.Byte.Array[0, 40], Gen.Int[0, 60]).SampleAsync(
            async (number, rubbish, place) =>
            {
                var lines = Recording.Select(Encoding.ASCII.GetBytes).ToList();
                var line = lines[number];
                place = Math.Min(place, line.Length);
                lines[number] = [.. line[..place], .. rubbish, .. line[place..]];
                using var log = new TemporaryLog([.. lines.SelectMany(bytes => (byte[])[.. bytes, (byte)'\n'])]);
                await using var transport = Open(log);
                await new RecordingListener(transport) { Connects = false }.PlayAsync();
                Assert.Equal(transport.Statistics.TotalBytes, transport.Statistics.BytesRead);
            },
            iter: 200);

    private static LogTransport Open(TemporaryLog log) => new(new LogTransportOptions { Path = log.Path });

    // Nothing is played while the line is held.
    private static void OnLine(LogTransport transport, Action<IGattLink> action) => transport.Clock.Executor.Run(() =>
        action((IGattLink)Result(transport.ConnectAsync(new Sighting("02:00", 0), new RecordingListener(transport), CancellationToken.None))));

    private static T Result<T>(Task<T> step)
    {
        Assert.True(step.IsCompletedSuccessfully);
        return step.Result;
    }

    private static LinkLossReason ReasonOf(Task step) => Assert.IsType<LinkException>(step.Exception!.InnerException).Fault.Reason;
}

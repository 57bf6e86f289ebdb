using System.Text;
using CsCheck;
using O2X.Links.Can.Log;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Tests.Log;

public sealed class LogTransportTests
{
    private static readonly string[] Drive =
    [
        "(1760000000.000000) can0 123#00",
        "(1760000000.500000) can0 580#01",
        "(1760000001.000000) can0 580#02",
        "(1760000001.000000) can0 581#03",
        "(1760000003.000000) can0 580#04",
    ];

    [Fact]
    public async Task Is_sighted_with_the_first_known_frame_which_is_the_links_first_packet()
    {
        using var log = new TemporaryLog(Drive);
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        var fault = await listener.PlayAsync();
        Assert.Equal(
            ["500 sighting log drive.log True 500", "500 580 1 1", "1000 580 1 2", "1000 581 1 3", "3000 580 1 4", "3000 closed EndOfSource"],
            listener.Calls);
        Assert.Equal(LinkLossReason.EndOfSource, fault.Reason);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_760_000_003), transport.Clock.GetUtcNow());
        Assert.Equal((5, 5, 0, 1), (transport.Statistics.Lines, transport.Statistics.Frames, transport.Statistics.BadLines, transport.Statistics.Unheard));
        Assert.Equal(transport.Statistics.TotalBytes, transport.Statistics.BytesRead);
    }

    [Fact]
    public void Introduces_itself_by_the_files_name_alone()
    {
        using var log = new TemporaryLog(Drive);
        var transport = Open(log);
        Assert.Equal(new TransportInfo("log:drive.log", TransportKind.Log) { IsLossless = true }, transport.Info);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_760_000_000), transport.Clock.GetUtcNow());
        Assert.Same(transport.Clock, ((ILinkTransport)transport).Clock);
    }

    [Fact]
    public async Task Fires_timers_between_the_frames_at_their_own_times()
    {
        using var log = new TemporaryLog(Drive);
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        using var periodic = transport.Clock.CreateTimer(_ => listener.Note("tick"), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
        listener.At(5, () => transport.Clock.CreateTimer(_ => listener.Note("once"), null, TimeSpan.FromMilliseconds(700), Timeout.InfiniteTimeSpan));
        await listener.PlayAsync();
        Assert.Equal(
            [
                "0 tick", "500 tick", "500 sighting log drive.log True 500", "500 580 1 1", "1000 tick", "1000 580 1 2", "1000 581 1 3", "1500 tick",
                "1700 once", "2000 tick", "2500 tick", "3000 tick", "3000 580 1 4", "3000 closed EndOfSource",
            ],
            listener.Calls);
    }

    [Fact]
    public async Task Is_sighted_again_once_a_second_until_somebody_connects()
    {
        using var log = new TemporaryLog(Enumerable.Range(0, 30).Select(i => $"({1_760_000_000 + i / 10}.{i % 10}00000) can0 580#00").ToArray());
        await using var transport = Open(log);
        var listener = new RecordingListener(transport) { Connects = false };
        await listener.PlayAsync();
        Assert.Equal(
            ["0 sighting log drive.log True 0", "1000 sighting log drive.log True 1000", "2000 sighting log drive.log True 2000", "2900 scan ended EndOfSource"],
            listener.Calls);
        Assert.Equal(30, transport.Statistics.Unheard);
    }

    [Theory]
    [InlineData("can0 580#R")]
    [InlineData("can0 00000580#00")]
    [InlineData("can0 20000088#0000000000000000")]
    [InlineData("can0 123#00")]
    [InlineData("can0 580#0")]
    public async Task Is_not_sighted_by_what_the_decoder_does_not_know(string frame)
    {
        using var log = new TemporaryLog($"(1760000000.000000) {frame}");
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        await listener.PlayAsync();
        Assert.Equal(["0 scan ended EndOfSource"], listener.Calls);
    }

    [Fact]
    public async Task Passes_on_what_is_on_the_bus_and_an_empty_packet_for_what_cannot_be_read()
    {
        using var log = new TemporaryLog(
            "# a note",
            "(1760000000.000000) can0 580#01",
            "(1760000000.100000) can0 580#R",
            "",
            "(1760000000.200000) can0 00000580#02",
            "(1760000000.300000) can0 20000088#0000000000000000",
            "(1760000000.400000) can0 58",
            "(1760000000.500000) can0 580#0102030405060708FF",
            "rubbish",
            new string('x', 5000),
            "(1760000000.600000) can0 7FF#");
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        await listener.PlayAsync();
        Assert.Equal(
            [
                "0 sighting log drive.log True 0", "0 580 1 1", "100 40000580 0 0", "200 80000580 1 2", "300 20000088 8 0", "300 0 bytes", "300 0 bytes",
                "300 0 bytes", "300 0 bytes", "600 7FF 0 0", "600 closed EndOfSource",
            ],
            listener.Calls);
        Assert.Equal(
            new Dictionary<CanTextFault, long> { [CanTextFault.Truncated] = 1, [CanTextFault.TooLong] = 2, [CanTextFault.BadTimestamp] = 1 },
            transport.Statistics.BadLinesByReason);
        Assert.Equal((11, 5, 4), (transport.Statistics.Lines, transport.Statistics.Frames, transport.Statistics.BadLines));
    }

    [Fact]
    public async Task Plays_a_trace_too()
    {
        using var log = new TemporaryLog(";$FILEVERSION=1.1", ";$STARTTIME=45939.25", ";", "     1)      100.0  Rx         0580  1  0A", "     2)      350.5  Rx         0581  1  0B");
        await using var transport = Open(log);
        Assert.Equal(new DateTimeOffset(2025, 10, 9, 6, 0, 0, 100, TimeSpan.Zero), transport.Clock.GetUtcNow());
        var listener = new RecordingListener(transport);
        await listener.PlayAsync();
        Assert.Equal(["0 sighting log drive.log True 0", "0 580 1 A", "250 581 1 B", "250 closed EndOfSource"], listener.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Loses_nothing_to_a_listener_with_little_room(int room)
    {
        using var log = new TemporaryLog(Many(2_000));
        var plenty = await PlayAsync(log, int.MaxValue);
        var little = await PlayAsync(log, room);
        Assert.Equal(2_002, plenty.Calls.Count);
        Assert.Equal(plenty.Calls, little.Calls);
        Assert.Equal((2_000 - 1) / room, little.Refused);
    }

    [Fact]
    public async Task Makes_the_same_calls_each_time()
    {
        using var log = new TemporaryLog(Many(5_000));
        Assert.Equal((await PlayAsync(log, 7)).Calls, (await PlayAsync(log, 7)).Calls);
    }

    [Fact]
    public async Task Stands_still_while_nobody_listens_and_goes_on_where_it_was()
    {
        using var log = new TemporaryLog(Drive);
        await using var transport = Open(log);
        var closed = new TaskCompletionSource();
        var first = new RecordingListener(transport);
        first.At(3, () =>
        {
            first.Close();
            closed.SetResult();
        });
        await first.StartAsync();
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["500 sighting log drive.log True 500", "500 580 1 1", "1000 580 1 2"], first.Calls);

        var second = new RecordingListener(transport);
        await second.PlayAsync();
        Assert.Equal(["1000 sighting log drive.log True 1000", "1000 581 1 3", "3000 580 1 4", "3000 closed EndOfSource"], second.Calls);
    }

    [Fact]
    public async Task Plays_to_nobody_until_a_timer_listens_again()
    {
        using var log = new TemporaryLog(Many(100));
        await using var transport = Open(log);
        var second = new RecordingListener(transport);
        var first = new RecordingListener(transport);
        first.At(3, () =>
        {
            first.Close();
            transport.Clock.CreateTimer(_ => _ = second.StartAsync(), null, TimeSpan.FromMilliseconds(55), Timeout.InfiniteTimeSpan);
        });
        await first.StartAsync();
        await second.EndedAsync();
        Assert.Equal("70 sighting log drive.log True 70", second.Calls[0]);
        Assert.Equal("70 580 2 7", second.Calls[1]);
        Assert.Equal(5, transport.Statistics.Unheard);
    }

    [Fact]
    public async Task Opens_one_link_at_a_time()
    {
        using var log = new TemporaryLog(Drive);
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        var refused = LinkLossReason.None;
        listener.At(2, () => refused = ConnectFault(transport, listener).Reason);
        await listener.PlayAsync();
        Assert.Equal(LinkLossReason.OutOfSlots, refused);
    }

    [Fact]
    public async Task Refuses_whoever_comes_after_the_end()
    {
        using var log = new TemporaryLog(Drive);
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        await listener.PlayAsync();
        var error = await Assert.ThrowsAsync<LinkException>(new RecordingListener(transport).StartAsync);
        Assert.Equal((LinkLossReason.EndOfSource, "drive.log has come to its end."), (error.Fault.Reason, error.Fault.Detail));
        Assert.Equal(LinkLossReason.EndOfSource, ConnectFault(transport, listener).Reason);
    }

    [Fact]
    public async Task Says_when_there_was_no_frame_at_all()
    {
        using var log = new TemporaryLog(";$FILEVERSION=1.1", ";$STARTTIME=45939.25");
        await using var transport = Open(log);
        var fault = await new RecordingListener(transport).PlayAsync();
        Assert.Equal(new LinkFault(LinkLossReason.EndOfSource, "No frame was found in drive.log."), fault);
    }

    [Fact]
    public async Task Cancels_a_start_that_was_cancelled_before()
    {
        using var log = new TemporaryLog(Drive);
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.StartScanAsync(ScanFilter.Any, listener, new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.ConnectAsync(new Sighting("log", 0), listener, new CancellationToken(canceled: true)));
        Assert.Equal(0, transport.Statistics.Lines);
    }

    [Fact]
    public async Task Ends_with_a_fault_when_a_listener_throws()
    {
        using var log = new TemporaryLog(Drive);
        await using var transport = Open(log);
        var listener = new RecordingListener(transport);
        listener.At(2, () => throw new InvalidOperationException("oops"));
        var fault = await listener.PlayAsync();
        Assert.Equal(new LinkFault(LinkLossReason.Unknown, "drive.log could not be played on: oops"), fault);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    public void Refuses_a_speed_that_goes_nowhere(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogTransport(new LogTransportOptions { Path = "drive.log", Speed = speed }));

    [Fact]
    public Task Never_throws_or_hangs_whatever_is_in_the_file() =>
        Gen.OneOf(
            Gen.Byte.Array[1, 300],
            Gen.Int[0, 25].Select(i => "(1760000000.00) can0 58#R\n"[i]).Array[1, 300].Select(text => Encoding.ASCII.GetBytes(text)),
            Gen.Select(Gen.Int[0, 4].Select(i => Drive[i] + '\n').Array[1, 10], Gen.Select(Gen.Int[0, 300], Gen.Byte).Array[0, 10], Damage))
        .SampleAsync(
            async bytes =>
            {
                using var log = new TemporaryLog(bytes);
                await using var transport = Open(log);
                var reason = await ReasonOfAsync(new RecordingListener(transport, room: 2));
                return reason == LinkLossReason.AdapterOff
                    || (reason == LinkLossReason.EndOfSource && transport.Statistics.BytesRead == bytes.Length);
            },
            iter: 300,
            threads: 1);

    internal static LogTransport Open(TemporaryLog log) => new(new LogTransportOptions { Path = log.Path });

    internal static string[] Many(int count) => Enumerable.Range(0, count)
        .Select(i => $"({1_760_000_000 + i / 100}.{i % 100:D2}0000) can0 580#{i & 0xFF:X2}{i >> 8:X2}")
        .ToArray();

    private static async Task<LinkLossReason> ReasonOfAsync(RecordingListener listener)
    {
        try
        {
            return (await listener.PlayAsync()).Reason;
        }
        catch (LinkException error)
        {
            return error.Fault.Reason;
        }
    }

    private static async Task<RecordingListener> PlayAsync(TemporaryLog log, int room)
    {
        await using var transport = Open(log);
        var listener = new RecordingListener(transport, room);
        await listener.PlayAsync();
        return listener;
    }

    private static LinkFault ConnectFault(LogTransport transport, RecordingListener listener)
    {
        var connecting = transport.ConnectAsync(new Sighting("log", 0), listener, CancellationToken.None);
        Assert.True(connecting.IsFaulted);
        return Assert.IsType<LinkException>(connecting.Exception!.InnerException).Fault;
    }

    private static byte[] Damage(string[] lines, (int Place, byte Value)[] changes)
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(lines));
        foreach (var (place, value) in changes) bytes[place % bytes.Length] = value;
        return bytes;
    }
}

using O2X.Links.Can.Log;

namespace O2X.Links.Can.Tests.Log;

public sealed class LogFileTests
{
    [Fact]
    public async Task Says_that_a_file_is_not_there()
    {
        using var log = new TemporaryLog("");
        await ExpectAsync(log.Path + ".old", Availability.Absent, LinkLossReason.AdapterOff, "There is no file drive.log.old.");
        await ExpectAsync(Path.Combine(log.Folder, "nowhere", "drive.log"), Availability.Absent, LinkLossReason.AdapterOff, "There is no file drive.log.");
    }

    [Fact]
    public async Task Says_that_a_directory_is_no_log()
    {
        using var log = new TemporaryLog("");
        await ExpectAsync(log.Folder, Availability.Unsuitable, LinkLossReason.AdapterOff, $"{Path.GetFileName(log.Folder)} is a directory.");
        await ExpectAsync(log.Folder + "/", Availability.Unsuitable, LinkLossReason.AdapterOff, $"{Path.GetFileName(log.Folder)} is a directory.");
    }

    [Fact]
    public async Task Says_that_a_file_is_empty()
    {
        using var log = new TemporaryLog(Array.Empty<byte>());
        await ExpectAsync(log.Path, Availability.Unsuitable, LinkLossReason.AdapterOff, "drive.log is empty.");
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("\n\n\n")]
    [InlineData(";$FILEVERSION=2.0\n1) 0.5 DT 0580 Rx 1 FA")]
    [InlineData("can0  580   [1]  FA")]
    public async Task Says_that_it_knows_no_such_format(string text)
    {
        using var log = new TemporaryLog(text);
        await ExpectAsync(log.Path, Availability.Unsuitable, LinkLossReason.AdapterOff, "drive.log is in no known format.");
    }

    [Fact]
    public async Task Gives_a_large_file_of_something_else_up_soon()
    {
        using var log = new TemporaryLog(new byte[8 * 1024 * 1024]);
        await ExpectAsync(log.Path, Availability.Unsuitable, LinkLossReason.AdapterOff, "drive.log is in no known format.");
    }

    [Fact]
    public void Says_that_a_file_may_not_be_read()
    {
        var fault = new UnauthorizedAccessException();
        var file = LogFile.Unreadable("/logs/drive.log", fault);
        Assert.Equal((Availability.NoPermission, "drive.log may not be read."), (file.State.Availability, file.State.Detail));
        Assert.Equal(LinkLossReason.PermissionMissing, file.Fault.Reason);
    }

    [Fact]
    public void Finds_the_format_below_notes_and_rubbish()
    {
        using var log = new TemporaryLog("# recorded in town", "rubbish", "", "(1760000000.000000) can0 58", "(1760000001.000000) can0 580#00");
        var file = LogFile.Inspect(log.Path);
        Assert.Equal(TransportState.On, file.State);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_760_000_001), file.Start);
    }

    private static async Task ExpectAsync(string path, Availability availability, LinkLossReason reason, string detail)
    {
        var transport = new LogTransport(new LogTransportOptions { Path = path });
        var states = new StateRecorder();
        using var subscription = transport.State.Subscribe(states);
        var state = Assert.Single(states.States);
        Assert.Equal((availability, detail), (state.Availability, state.Detail));
        Assert.NotNull(state.Advice);

        var error = await Assert.ThrowsAsync<LinkException>(new RecordingListener(transport).StartAsync);
        Assert.Equal(new LinkFault(reason, state.Detail, state.Advice), error.Fault);
        Assert.Equal(0, transport.Statistics.Lines);
        await transport.DisposeAsync();
        Assert.True(states.IsCompleted);
    }

    private sealed class StateRecorder : IObserver<TransportState>
    {
        public List<TransportState> States { get; } = [];

        public bool IsCompleted { get; private set; }

        public void OnCompleted() => IsCompleted = true;

        public void OnError(Exception error) => throw error;

        public void OnNext(TransportState value) => States.Add(value);
    }
}

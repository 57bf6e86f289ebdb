using O2X.Links.Can.Log;

namespace O2X.Links.Can.Tests.Log;

public sealed class LogDisposalTests : IDisposable
{
    private readonly TemporaryLog _log = new(LogTransportTests.Many(1_000));

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Ends_before_it_began()
    {
        var transport = LogTransportTests.Open(_log);
        await DisposeAsync(transport);
        var error = await Assert.ThrowsAsync<LinkException>(new RecordingListener(transport).StartAsync);
        Assert.Equal(LinkLossReason.Shutdown, error.Fault.Reason);
    }

    [Theory]
    [InlineData(true, "closed Shutdown")]
    [InlineData(false, "scan ended Shutdown")]
    public async Task Ends_while_it_waits_for_real_time(bool connects, string last)
    {
        var real = new FrozenTime();
        var transport = new LogTransport(new LogTransportOptions { Path = _log.Path, Speed = 1 }, real);
        var listener = new RecordingListener(transport) { Connects = connects };
        await listener.StartAsync();
        await real.WaitingAsync();
        await DisposeAsync(transport);
        Assert.Equal($"0 {last}", listener.Calls[^1]);
    }

    [Fact]
    public async Task Ends_while_it_waits_for_room()
    {
        var transport = LogTransportTests.Open(_log);
        var listener = new RecordingListener(transport, room: 3) { MakesRoom = false };
        await listener.StartAsync();
        await listener.FullAsync();
        await DisposeAsync(transport);
        Assert.Equal(["0 580 2 0", "10 580 2 1", "20 580 2 2", "30 closed Shutdown"], listener.Calls.Skip(1));
    }

    [Fact]
    public async Task Leaves_a_link_that_is_closed_while_it_is_full()
    {
        await using var transport = LogTransportTests.Open(_log);
        var full = new RecordingListener(transport, room: 3) { MakesRoom = false };
        await full.StartAsync();
        await full.FullAsync();
        full.Close();
        var next = new RecordingListener(transport);
        await next.PlayAsync();
        Assert.Equal(4, full.Calls.Count);
        Assert.Equal(["30 sighting log drive.log True 30", "30 580 2 3"], next.Calls.Take(2));
    }

    [Theory]
    [InlineData(1, "scan ended Shutdown")]
    [InlineData(2, "closed Shutdown")]
    [InlineData(500, "closed Shutdown")]
    public async Task Ends_from_within_a_call(int call, string last)
    {
        var transport = LogTransportTests.Open(_log);
        var listener = new RecordingListener(transport) { Connects = call > 1 };
        var disposal = Task.CompletedTask;
        listener.At(call, () =>
        {
            disposal = transport.DisposeAsync().AsTask();
            Assert.True(disposal.IsCompletedSuccessfully);
        });
        await listener.PlayAsync();
        await disposal;
        await DisposeAsync(transport);
        Assert.Equal(call + 1, listener.Calls.Count);
        Assert.EndsWith(last, listener.Calls.Single(recorded => recorded.Contains("Shutdown", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_while_it_rests()
    {
        var transport = LogTransportTests.Open(_log);
        var listener = new RecordingListener(transport);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        listener.At(5, () =>
        {
            listener.Close();
            closed.SetResult();
        });
        await listener.StartAsync();
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await DisposeAsync(transport);
        Assert.Equal(5, listener.Calls.Count);
    }

    [Fact]
    public async Task Ends_after_the_end_and_again()
    {
        var transport = LogTransportTests.Open(_log);
        await new RecordingListener(transport).PlayAsync();
        await DisposeAsync(transport);
        await DisposeAsync(transport);
        Assert.Equal(1_000, transport.Statistics.Frames);
    }

    private static Task DisposeAsync(LogTransport transport) => transport.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}

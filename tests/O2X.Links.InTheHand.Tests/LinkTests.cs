using O2X.Links.Gatt;
using O2X.Links.Time;
using O2X.TestKit.Links;

namespace O2X.Links.InTheHand.Tests;

/// <summary>What becomes of a link when the library hangs, fails or talks too late.</summary>
public sealed class LinkTests : IAsyncDisposable
{
    private static readonly Guid Uuid = ScriptedCharacteristic.Characteristic;

    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly ScriptedPeripheral _device = new();
    private readonly RecordingLinkSink _sink = new();
    private readonly InTheHandTransport _transport;

    public LinkTests()
    {
        var library = new ScriptedLibrary { Find = address => address == "known" ? _device : null };
        _transport = new InTheHandTransport(library, new InTheHandOptions { CallTimeout = TimeSpan.FromSeconds(4) }, _clock);
    }

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Fact]
    public async Task Reads_writes_and_subscribes()
    {
        var link = await ConnectAsync();
        await link.WriteAsync(Uuid, new byte[] { 7 }, default);
        await link.SubscribeAsync(Uuid, default);
        await link.SubscribeAsync(Uuid, default);
        _device.Value.Ear!([9, 9]);

        Assert.True(link.HasService(ScriptedCharacteristic.Service));
        Assert.False(link.HasService(Uuid));
        Assert.Equal([1, 2], await link.ReadAsync(Uuid, default));
        Assert.Equal([7], Assert.Single(_device.Value.Written));
        Assert.Equal([9, 9], Assert.Single(_sink.Packets).Packet);
    }

    [Fact]
    public async Task Listens_before_notifications_are_turned_on()
    {
        var link = await ConnectAsync();

        await link.SubscribeAsync(Uuid, default);

        Assert.True(_device.Value.WasListenedTo);
    }

    [Fact]
    public async Task Does_not_listen_where_notifications_cannot_be_turned_on()
    {
        var link = await ConnectAsync();
        _device.Value.Starting = () => throw new InvalidOperationException("no");

        var failure = await Assert.ThrowsAsync<LinkException>(() => link.SubscribeAsync(Uuid, default));

        Assert.Equal(LinkLossReason.Unknown, failure.Fault.Reason);
        Assert.False(_device.Value.IsListenedTo);
    }

    [Fact]
    public async Task Gives_a_hanging_connect_up_and_disconnects_what_comes_of_it()
    {
        var connected = new TaskCompletionSource();
        _device.Connecting = () => connected.Task;
        var connecting = ConnectAsync();

        _clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.False(connecting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(LinkLossReason.ConnectTimeout, (await Assert.ThrowsAsync<LinkException>(() => connecting)).Fault.Reason);
        Assert.Equal(1, _device.Disconnects);
        _clock.Executor.Run(connected.SetResult);
        Assert.Equal(2, _device.Disconnects);
        Assert.False(_device.IsConnected);
        Assert.False(_device.IsWatched);
    }

    [Fact]
    public async Task Gives_a_hanging_connect_up_when_it_is_cancelled()
    {
        _device.Connecting = () => new TaskCompletionSource().Task;
        using var cancel = new CancellationTokenSource();
        var connecting = ConnectAsync(cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.Equal(1, _device.Disconnects);
    }

    [Fact]
    public async Task Does_not_believe_a_connect_that_did_not_connect()
    {
        _device.Answers = false;

        var failure = await Assert.ThrowsAsync<LinkException>(() => ConnectAsync());

        Assert.Equal(LinkLossReason.ConnectTimeout, failure.Fault.Reason);
        Assert.NotNull(failure.Fault.Advice);
    }

    [Fact]
    public async Task Disconnects_where_no_services_are_found()
    {
        _device.Discovering = () => new TaskCompletionSource().Task;
        var connecting = ConnectAsync();

        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal("Finding the services took too long.", (await Assert.ThrowsAsync<LinkException>(() => connecting)).Fault.Detail);
        Assert.Equal(1, _device.Disconnects);
    }

    [Fact]
    public async Task Says_that_an_address_is_not_known()
    {
        var failure = await Assert.ThrowsAsync<LinkException>(() => _transport.ConnectAsync(new Sighting("other", 0), _sink, default));

        Assert.Contains("other", failure.Fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_lost_once_and_disconnected_so_that_it_does_not_come_back_by_itself()
    {
        var link = await ConnectAsync();
        await link.SubscribeAsync(Uuid, default);

        _device.Lose();
        _device.Lose();
        _device.Value.Ear!([1]);

        Assert.Equal(LinkLossReason.LinkLoss, Assert.Single(_sink.Faults).Reason);
        Assert.Empty(_sink.Packets);
        Assert.Equal(1, _device.Disconnects);
        Assert.False(_device.IsWatched);
        Assert.False(_device.Value.IsListenedTo);
        await link.DisposeAsync();
        Assert.Equal(1, _device.Disconnects);
    }

    [Fact]
    public async Task Tells_nothing_of_what_comes_after_it_was_closed()
    {
        var link = await ConnectAsync();
        await link.SubscribeAsync(Uuid, default);
        await link.DisposeAsync();

        _device.Value.Ear!([1]);
        _device.Lose();

        Assert.Empty(_sink.Packets);
        Assert.Empty(_sink.Faults);
        Assert.Equal(1, _device.Disconnects);
    }

    [Fact]
    public async Task Ends_a_step_when_the_link_is_lost()
    {
        var link = await ConnectAsync();
        _device.Value.Reading = () => new TaskCompletionSource<byte[]?>().Task;
        var reading = link.ReadAsync(Uuid, default);

        _device.Lose();

        Assert.Equal(LinkLossReason.LinkLoss, (await Assert.ThrowsAsync<LinkException>(() => reading)).Fault.Reason);
    }

    [Fact]
    public async Task Fails_when_the_device_goes_before_the_services_are_found()
    {
        _device.Discovering = () => new TaskCompletionSource().Task;
        var connecting = ConnectAsync();

        _device.Lose();

        Assert.Equal(LinkLossReason.LinkLoss, (await Assert.ThrowsAsync<LinkException>(() => connecting)).Fault.Reason);
        Assert.Empty(_sink.Faults);
    }

    [Fact]
    public async Task Takes_a_missing_value_for_a_failure()
    {
        var link = await ConnectAsync();
        _device.Value.Reading = () => Task.FromResult<byte[]?>(null);

        Assert.Equal(LinkLossReason.ProtocolError, (await Assert.ThrowsAsync<LinkException>(() => link.ReadAsync(Uuid, default))).Fault.Reason);
    }

    [Fact]
    public async Task Passes_over_notifications_without_a_value()
    {
        var link = await ConnectAsync();
        await link.SubscribeAsync(Uuid, default);

        _device.Value.Ear!(null);
        _device.Value.Ear!([]);

        Assert.Empty(_sink.Packets);
    }

    [Fact]
    public async Task Refuses_what_a_characteristic_cannot_do()
    {
        _device.Value.Flags = GattFlags.None;
        var link = await ConnectAsync();

        foreach (var step in new Func<Task>[]
        {
            () => link.ReadAsync(Uuid, default), () => link.WriteAsync(Uuid, default, default), () => link.SubscribeAsync(Uuid, default),
            () => link.ReadAsync(Guid.Empty, default), () => link.ReadAsync(1, default), () => link.ReadAsync(99, default),
        })
            Assert.Equal(LinkLossReason.NotSupported, (await Assert.ThrowsAsync<LinkException>(step)).Fault.Reason);
    }

    [Fact]
    public async Task Lists_what_the_server_has_and_reads_it_by_id()
    {
        var link = await ConnectAsync();

        var service = Assert.Single(await link.ListAsync(default));
        var characteristic = Assert.Single(service.Characteristics);
        var descriptor = Assert.Single(characteristic.Descriptors);

        Assert.Equal((Uuid, _device.Value.Flags), (characteristic.Uuid, characteristic.Flags));
        Assert.Equal([1, 2], await link.ReadAsync(characteristic.Id, default));
        Assert.Equal([3], await link.ReadAsync(descriptor.Id, default));
        Assert.Equal(descriptor, Assert.Single(Assert.Single(Assert.Single(await link.ListAsync(default)).Characteristics).Descriptors));
    }

    private async Task<IGattBrowser> ConnectAsync(CancellationToken cancellationToken = default) =>
        (IGattBrowser)await _transport.ConnectAsync(new Sighting("known", 0), _sink, cancellationToken);
}

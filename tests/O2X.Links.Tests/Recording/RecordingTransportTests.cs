using O2X.Links.Recording;
using O2X.Links.Time;
using O2X.TestKit;
using O2X.TestKit.Links;

namespace O2X.Links.Tests.Recording;

public class RecordingTransportTests
{
    private readonly VirtualClock _clock = new(EngineBench.Start);
    private readonly ScriptedTransport _bus;
    private readonly WrittenDown _recorder = new();
    private readonly RecordingTransport _transport;

    public RecordingTransportTests()
    {
        _bus = new ScriptedTransport(_clock);
        _transport = new RecordingTransport(_bus, _recorder);
    }

    [Fact]
    public void Is_otherwise_the_transport_that_it_is_given()
    {
        Assert.Same(_bus.Info, _transport.Info);
        Assert.Same(_clock, _transport.Clock);
        var states = new RecordingObserver<TransportState>();
        using var subscription = _transport.State.Subscribe(states);
        Assert.Equal([TransportState.On], states.Values);
    }

    [Fact]
    public async Task Scans_as_ever()
    {
        var sightings = new RecordingScanSink();
        await using var scan = await _transport.StartScanAsync(ScanFilter.Any, sightings, CancellationToken.None);
        _bus.Sight("here");

        Assert.Equal("here", Assert.Single(sightings.Sightings).Address);
        Assert.Empty(_recorder.Lines);
    }

    [Fact]
    public async Task Records_what_reaches_the_user_of_the_link()
    {
        var user = new RecordingLinkSink();
        await ConnectAsync("first", user);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _bus.Link.Packet([1, 2]);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _bus.Link.End(new LinkFault(LinkLossReason.LinkLoss));

        Assert.Equal(["0 connected first", "1 0102", "2 lost LinkLoss"], _recorder.Lines);
        Assert.Equal([1, 2], Assert.Single(user.Packets).Packet);
        Assert.Equal(LinkLossReason.LinkLoss, Assert.Single(user.Faults).Reason);
    }

    [Fact]
    public async Task Records_nothing_of_an_attempt_that_fails()
    {
        _bus.Connect.Fail(LinkLossReason.OutOfSlots);

        await Assert.ThrowsAsync<LinkException>(() => ConnectAsync("first", new RecordingLinkSink()));
        Assert.Empty(_recorder.Lines);
    }

    [Fact]
    public async Task Takes_a_packet_that_comes_before_the_connection_is_told_for_its_first()
    {
        _bus.Connect.Hangs = true;
        var connecting = ConnectAsync("first", new RecordingLinkSink());
        _bus.Sinks[0].TryWrite([7], 0);
        _bus.Recover();
        await connecting;

        Assert.Equal(["0 connected first", "0 07"], _recorder.Lines);
    }

    [Fact]
    public async Task Does_not_record_what_comes_late_of_an_older_link()
    {
        var first = new RecordingLinkSink();
        await ConnectAsync("first", first);
        await ConnectAsync("second", new RecordingLinkSink());
        _bus.Links[0].Packet([1]);
        _bus.Links[1].Packet([2]);
        _bus.Links[0].End(new LinkFault(LinkLossReason.LinkLoss));
        _bus.Links[1].End(new LinkFault(LinkLossReason.PeerTerminated));
        _bus.Links[1].Packet([3]);

        Assert.Equal(["0 connected first", "0 connected second", "0 02", "0 lost PeerTerminated"], _recorder.Lines);
        Assert.Equal([1], Assert.Single(first.Packets).Packet);
        Assert.Single(first.Faults);
    }

    private Task<ILink> ConnectAsync(string address, ILinkSink sink) => _transport.ConnectAsync(new Sighting(address, 0), sink, CancellationToken.None);

    private sealed class WrittenDown : ILinkRecorder
    {
        public List<string> Lines { get; } = [];

        public void OnConnected(Sighting sighting, long timestamp) => Write(timestamp, $"connected {sighting.Address}");

        public void OnPacket(ReadOnlySpan<byte> packet, long timestamp) => Write(timestamp, Convert.ToHexString(packet));

        public void OnLost(LinkFault fault, long timestamp) => Write(timestamp, $"lost {fault.Reason}");

        private void Write(long timestamp, string what) => Lines.Add($"{timestamp / TimeSpan.TicksPerSecond} {what}");
    }
}

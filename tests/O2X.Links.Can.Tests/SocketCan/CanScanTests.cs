using System.Threading.Channels;
using O2X.Links.Can.SocketCan;
using O2X.Links.Time;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Tests.SocketCan;

public sealed class CanScanTests
{
    private static readonly byte[] Known = Bytes(CanFrame.Create(0x713, [1]));

    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly RecordingSink _sink = new();

    [Fact]
    public async Task Sights_the_bus_at_its_first_known_frame()
    {
        using var bus = new StandInBus();
        await using var scan = new CanScan(bus.Socket, _clock, "can0", _sink);
        _clock.Advance(TimeSpan.FromSeconds(3));

        bus.Put(CanFrame.Create(0x123, [1]));
        bus.Put(Known);

        var sighting = await _sink.NextAsync();
        Assert.Equal(("can0", true, _clock.GetTicks()), (sighting.Address, sighting.IsBus, sighting.Timestamp));
    }

    [Fact]
    public async Task Sights_the_bus_once_a_second_at_most()
    {
        using var bus = new StandInBus();
        await using var scan = new CanScan(bus.Socket, _clock, "can0", _sink);
        ICanReceiver receiver = scan;

        for (var milliseconds = 0; milliseconds <= 2500; milliseconds += 100)
            receiver.OnFrame(Known, milliseconds * TimeSpan.TicksPerMillisecond);

        Assert.Equal([0L, 1000, 2000], _sink.TakeAll().Select(sighting => sighting.Timestamp / TimeSpan.TicksPerMillisecond));
    }

    [Fact]
    public async Task Does_not_sight_a_bus_with_nothing_but_errors()
    {
        using var bus = new StandInBus();
        await using var scan = new CanScan(bus.Socket, _clock, "can0", _sink);

        ((ICanReceiver)scan).OnFrame(Convert.FromHexString("A8000020080000000000001900000000"), 0);

        Assert.Empty(_sink.TakeAll());
    }

    private static byte[] Bytes(CanFrame frame)
    {
        var bytes = new byte[CanFrame.Size];
        frame.WriteTo(bytes);
        return bytes;
    }

    private sealed class RecordingSink : IScanSink
    {
        private readonly Channel<Sighting> _sightings = Channel.CreateUnbounded<Sighting>();

        public ValueTask<Sighting> NextAsync() => _sightings.Reader.ReadAsync();

        public IEnumerable<Sighting> TakeAll()
        {
            while (_sightings.Reader.TryRead(out var sighting)) yield return sighting;
        }

        public void OnSighting(Sighting sighting) => _sightings.Writer.TryWrite(sighting);

        public void OnEnded(LinkFault fault) => Assert.Fail($"The scan ended: {fault}");
    }
}

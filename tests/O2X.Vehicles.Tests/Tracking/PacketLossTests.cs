using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.Tests.OpenLink;
using O2X.Vehicles.Tracking;

namespace O2X.Vehicles.Tests.Tracking;

public class PacketLossTests
{
    private readonly VehicleTracker _tracker = new();
    private long _now;

    public PacketLossTests() => _tracker.BeginLink(PayloadKind.OpenLink, null, 0);

    [Fact]
    public void Counts_the_packets_that_the_numbers_miss()
    {
        Information(254, 255, 2, 3);
        Assert.Equal((4, 2), LostAtTheEnd());
    }

    [Fact]
    public void Counts_while_the_link_stands_once_nothing_can_come_late_any_more()
    {
        Information(0, 2, 3, 4, 5, 6, 7, 8);
        Assert.Equal(0, _tracker.Counters.Lost);
        Information(9);
        Assert.Equal(1, _tracker.Counters.Lost);
    }

    [Fact]
    public void Keeps_information_and_measurements_apart()
    {
        Information(0);
        Measurements(100);
        Information(1);
        Measurements(101);
        Information(3);
        Measurements(105);
        Assert.Equal((6, 1 + 3), LostAtTheEnd());
    }

    [Fact]
    public void Loses_nothing_to_packets_that_come_twice_or_in_another_order()
    {
        Information(1, 0, 3, 3, 2, 5, 4, 4);
        Assert.Equal((8, 0), LostAtTheEnd());
    }

    [Fact]
    public void Begins_anew_with_each_link_and_goes_on_counting()
    {
        Information(0, 2);
        _tracker.BeginLink(PayloadKind.OpenLink, null, _now);
        Information(77, 79);
        Assert.Equal((4, 2), LostAtTheEnd());
        _tracker.BeginLink(PayloadKind.OpenLink, null, _now);
        Assert.Equal((4, 2), LostAtTheEnd());
    }

    [Fact]
    public void Counts_what_found_no_room_once()
    {
        Information(0);
        _tracker.PacketsLost(3);
        Information(6);
        Assert.Equal((2, 2), LostAtTheEnd());
        Assert.Equal(3, _tracker.Counters.Dropped);

        _tracker.PacketsLost(1);
        _tracker.BeginLink(PayloadKind.OpenLink, null, _now);
        Information(0, 2);
        Assert.Equal((4, 3), LostAtTheEnd());
    }

    [Fact]
    public void Does_not_believe_the_number_of_a_damaged_packet()
    {
        Information(0);
        var damaged = Packets.Of(new OpenLinkInformation(), sequence: 1);
        damaged[1] = 200;
        Send(damaged);
        Information(2);
        Assert.Equal((3, 1), LostAtTheEnd());
        Assert.Equal(1, _tracker.Counters.Malformed);
    }

    [Fact]
    public void Takes_no_number_from_a_type_that_it_does_not_know()
    {
        Information(0);
        Send(Packets.Of(new OpenLinkInformation(), sequence: 90).With((0, 0x1F)));
        Information(1);
        Assert.Equal((3, 0), LostAtTheEnd());
    }

    [Fact]
    public void Takes_no_number_from_the_frames_of_a_bus()
    {
        var bus = new VirtualBus();
        bus.Run(3);
        bus.Tracker.EndLink(bus.Now);
        Assert.Equal(0, bus.Tracker.Counters.Lost);
    }

    [Fact]
    public void Forgets_what_was_lost_with_a_reset()
    {
        Information(0, 20);
        _tracker.Reset();
        Information(40);
        Assert.Equal((1, 0), LostAtTheEnd());
    }

    [Fact]
    public void Allocates_nothing()
    {
        byte[][] packets = [.. Enumerable.Range(0, 128).Select(n => Packets.Of(new OpenLinkInformation(), (byte)(n * 2)))];
        Play();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(_tracker.Counters.Lost > 200);

        void Play()
        {
            foreach (var packet in packets) Send(packet);
        }
    }

    private void Information(params ReadOnlySpan<int> sequences)
    {
        foreach (var sequence in sequences) Send(Packets.Of(new OpenLinkInformation { SourceAge = TimeSpan.Zero }, (byte)sequence));
    }

    private void Measurements(byte sequence) => Send(Packets.Of(new OpenLinkMeasurements(), sequence));

    private void Send(byte[] packet) => _tracker.Accept(packet, _now += TimeSpan.TicksPerMillisecond * 100);

    private (long Packets, long Lost) LostAtTheEnd()
    {
        _tracker.EndLink(_now);
        return (_tracker.Counters.Packets, _tracker.Counters.Lost);
    }
}

using O2X.Vehicles.Can;
using O2X.Vehicles.OpenLink;
using O2X.Vehicles.OpenLink.Serving;

namespace O2X.Vehicles.Tests.OpenLink.Serving;

public class OpenLinkServerPacketTests
{
    private static readonly OpenLinkInformation Parked = new() { StateOfCharge = 71, SourceAge = TimeSpan.Zero };

    private readonly ServerBench _bench = new(new OpenLinkServerOptions { FramesInterval = TimeSpan.FromMilliseconds(25) });

    private IEnumerable<double> InformationTimes => _bench.Packets(OpenLinkUuids.Information).Select(packet => packet.At);

    [Fact]
    public void Sends_nothing_while_nobody_listens()
    {
        _bench.Tell(Parked);
        _bench.Tell(new OpenLinkMeasurements { Speed = 1 });
        _bench.Server.Tell(CanFrame.Create(0x580, []), _bench.Now);
        _bench.Pass(60);
        Assert.Equal(0, _bench.Server.Counters.Packets);
        Assert.Equal(default, _bench.Server.Counters);
    }

    [Fact]
    public void Says_once_a_second_that_it_knows_nothing()
    {
        _bench.Subscribe("a", OpenLinkUuids.Information);
        _bench.Pass(3);
        Assert.Equal([0, 1, 2, 3], InformationTimes);
        Assert.Equal(
            Enumerable.Range(0, 4).Select(i => Packets.Of(new OpenLinkInformation(), (byte)i)),
            _bench.Packets(OpenLinkUuids.Information).Select(packet => packet.Packet));
    }

    [Fact]
    public void Sends_what_is_unchanged_once_a_second_with_its_age()
    {
        _bench.Tell(Parked);
        _bench.Subscribe("a", OpenLinkUuids.Information);
        for (var i = 0; i < 30; i++)
        {
            _bench.Pass(0.1);
            // The same again, heard anew half of the time.
            if (i < 15) _bench.Tell(Parked);
        }

        Assert.Equal([0, 1, 2, 3], InformationTimes);
        Assert.Equal([0, 0, 0, 1], _bench.Packets(OpenLinkUuids.Information).Select(packet => packet.Packet[16]));
        Assert.Equal(0, _bench.Server.Counters.Coalesced);
    }

    [Fact]
    public void Sends_a_change_at_once_and_the_next_after_the_interval()
    {
        _bench.Tell(Parked);
        _bench.Subscribe("a", OpenLinkUuids.Information);
        _bench.Pass(0.7);
        _bench.Tell(Parked with { StateOfCharge = 70 });
        _bench.Pass(0.1);
        foreach (var soc in new[] { 69, 68, 67 }) _bench.Tell(Parked with { StateOfCharge = soc });
        _bench.Pass(1.5);
        Assert.Equal([0, 0.7, 1.2, 2.2], InformationTimes);
        Assert.Equal([71, 70, 67, 67], _bench.Packets(OpenLinkUuids.Information).Select(packet => packet.Packet[8]));
        Assert.Equal(2, _bench.Server.Counters.Coalesced);
    }

    [Fact]
    public void Tells_that_the_vehicle_was_heard_for_the_first_time_as_a_change()
    {
        _bench.Subscribe("a", OpenLinkUuids.Information);
        _bench.Pass(0.6);
        _bench.Tell(new OpenLinkInformation { SourceAge = TimeSpan.Zero });
        Assert.Equal([0, 0.6], InformationTimes);
    }

    [Fact]
    public void Greets_whoever_subscribes_as_soon_as_the_rate_allows()
    {
        _bench.Subscribe("a", OpenLinkUuids.Information);
        _bench.Pass(0.2);
        _bench.Subscribe("b", OpenLinkUuids.Information);
        _bench.Pass(1);
        Assert.Equal([0, 0.5], InformationTimes);
    }

    [Fact]
    public void Stops_when_the_last_one_no_longer_listens()
    {
        _bench.Subscribe("a", OpenLinkUuids.Information);
        _bench.Subscribe("b", OpenLinkUuids.Information);
        _bench.Subscribe("a", OpenLinkUuids.Information, on: false);
        _bench.Pass(2);
        Assert.Equal([0, 0.5, 1.5], InformationTimes);
        _bench.Server.Disconnect("b");
        _bench.Pass(5);
        Assert.Equal(3, InformationTimes.Count());
    }

    [Fact]
    public void Wraps_the_sequence_number()
    {
        _bench.Subscribe("a", OpenLinkUuids.Information);
        _bench.Pass(256);
        Assert.Equal([0, 1, 254, 255, 0], _bench.Packets(OpenLinkUuids.Information).Select(packet => (int)packet.Packet[1]).Where((_, i) => i is 0 or 1 or >= 254));
    }

    [Fact]
    public void Reads_the_values_of_now_under_the_number_of_the_last_packet()
    {
        _bench.Tell(Parked);
        _bench.Server.Tell(new OpenLinkMeasurements { Speed = 30 });
        _bench.Subscribe("a", OpenLinkUuids.Information);
        _bench.Pass(1.2);
        Assert.Equal(Packets.Of(Parked with { SourceAge = TimeSpan.FromSeconds(1) }, 1), _bench.Server.Read("b", OpenLinkUuids.Information, _bench.Now).Value.ToArray());
        Assert.Equal(
            Packets.Of(new OpenLinkMeasurements { Speed = 30, Uptime = 1200 }, 255),
            _bench.Server.Read("b", OpenLinkUuids.Measurements, _bench.Now).Value.ToArray());
        _bench.Pass(1);
        Assert.Equal(2, _bench.Packets(OpenLinkUuids.Information).Last().Packet[1]);
    }

    [Fact]
    public void Sends_each_measurement_that_there_is_time_for()
    {
        _bench.Subscribe("a", OpenLinkUuids.Measurements);
        for (var i = 1; i <= 20; i++)
        {
            _bench.Pass(0.05);
            _bench.Tell(new OpenLinkMeasurements { Speed = i });
        }

        _bench.Pass(5);
        var packets = _bench.Packets(OpenLinkUuids.Measurements).ToList();
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2], packets.Select(packet => packet.At));
        Assert.Equal([0xFF, 3, 7, 11, 15, 19, 20], packets.Select(packet => (int)packet.Packet[2]));
    }

    [Fact]
    public void Fills_packets_with_frames_as_the_mtu_allows()
    {
        _bench.Subscribe("a", OpenLinkUuids.RawCan);
        Send(4);
        Assert.Equal([16, 16, 16, 16], Lengths());
        Assert.Equal([0, 0.025, 0.05, 0.075], _bench.Packets(OpenLinkUuids.RawCan).Select(packet => packet.At));

        _bench.Log.Clear();
        _bench.Server.SetMtu("a", 247, _bench.Now);
        Send(4);
        Assert.Equal([4 + (4 * 12)], Lengths());
        _bench.Log.Clear();
        Send(20);
        Assert.Equal([4 + (20 * 12)], Lengths());
    }

    [Fact]
    public void Goes_by_the_smallest_mtu_of_all()
    {
        _bench.Subscribe("a", OpenLinkUuids.RawCan);
        _bench.Server.SetMtu("a", 247, _bench.Now);
        _bench.Connect("b");
        Send(2);
        Assert.Equal([16, 16], Lengths());
        _bench.Server.SetMtu("b", 100, _bench.Now);
        _bench.Log.Clear();
        Send(8);
        Assert.Equal([4 + (7 * 12), 16], Lengths());
    }

    [Fact]
    public void Shares_the_rate_of_frames_among_those_that_are_connected()
    {
        _bench.Subscribe("a", OpenLinkUuids.RawCan);
        _bench.Connect("b");
        Send(3);
        Assert.Equal([0, 0.05, 0.1], _bench.Packets(OpenLinkUuids.RawCan).Select(packet => packet.At));
    }

    [Fact]
    public void Keeps_the_newest_frames_when_there_are_too_many()
    {
        _bench.Subscribe("a", OpenLinkUuids.RawCan);
        for (var i = 0; i < 300; i++) _bench.Server.Tell(CanFrame.Create((uint)i, new byte[8]), _bench.Now);
        _bench.Server.Tell(CanFrame.CreateRemote(1), _bench.Now);
        _bench.Pass(60);
        Assert.Equal(44, _bench.Server.Counters.FramesDropped);
        Assert.Equal(1, _bench.Server.Counters.FramesNotCarried);
        var packets = _bench.Packets(OpenLinkUuids.RawCan).ToList();
        Assert.Equal(256, packets.Count);
        Assert.Equal(44, packets[0].Packet[2]);
    }

    [Fact]
    public void Keeps_no_frames_for_those_that_come_later()
    {
        _bench.Subscribe("a", OpenLinkUuids.RawCan);
        _bench.Server.Tell(CanFrame.Create(1, []), _bench.Now);
        _bench.Subscribe("a", OpenLinkUuids.RawCan, on: false);
        _bench.Server.Tell(CanFrame.Create(2, []), _bench.Now);
        _bench.Subscribe("b", OpenLinkUuids.RawCan);
        _bench.Pass(1);
        Assert.Empty(_bench.Packets(OpenLinkUuids.RawCan));
    }

    [Fact]
    public void Stays_within_a_hundred_packets_a_second_however_fast_it_is_told()
    {
        var tenth = TimeSpan.FromMilliseconds(100);
        var bench = new ServerBench(new OpenLinkServerOptions { InformationInterval = tenth, MeasurementsInterval = tenth, FramesInterval = TimeSpan.FromMilliseconds(25) });
        foreach (var central in new[] { "a", "b", "c" })
            foreach (var characteristic in bench.Server.Characteristics) bench.Server.Subscribe(central, characteristic.Uuid, on: true, bench.Now);
        for (var i = 0; i < 10_000; i++)
        {
            bench.Pass(0.001);
            bench.Server.Tell(Parked with { StateOfCharge = i % 100 }, bench.Now);
            bench.Server.Tell(new OpenLinkMeasurements { Speed = i % 50 });
            bench.Server.Tell(CanFrame.Create(1, new byte[8]), bench.Now);
        }

        var perCentral = bench.Log.Where(entry => entry is { At: > 0, Action: ServerAction.Notify }).GroupBy(entry => (int)Math.Ceiling(entry.At)).Select(second => second.Count());
        Assert.All(perCentral, count => Assert.InRange(count * 3, 97, OpenLinkServerOptions.MostPacketsPerSecond + 3));
    }

    [Fact]
    public void Tells_of_a_vehicle_what_is_known_of_it()
    {
        var state = default(VehicleSnapshot);
        state.Soc = 45;
        state.Heard(Signal.StateOfCharge, _bench.Now);
        _bench.Subscribe("a", OpenLinkUuids.Information);
        _bench.Subscribe("a", OpenLinkUuids.Measurements);
        _bench.Pass(2);
        _bench.Server.Tell(state, _bench.Now, asleep: true, simulated: true);
        _bench.Pass(0.5);
        Assert.Equal(
            Packets.Of(new OpenLinkInformation { StateOfCharge = 45, SourceAge = TimeSpan.FromSeconds(2), SourceAsleep = true, Simulated = true })[2..18],
            _bench.Packets(OpenLinkUuids.Information).Last().Packet[2..18]);
        Assert.Equal(2, _bench.Packets(OpenLinkUuids.Measurements).Last().At);
    }

    private void Send(int frames)
    {
        for (var i = 0; i < frames; i++) _bench.Server.Tell(CanFrame.Create(0x580, new byte[8]), _bench.Now);
        _bench.Pass(1);
    }

    private IEnumerable<int> Lengths() => _bench.Packets(OpenLinkUuids.RawCan).Select(packet => packet.Packet.Length);
}

using O2X.Links;
using O2X.Links.Profiles;
using O2X.Simulator.Radio;
using O2X.TestKit.Links;
using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.OpenLink;

namespace O2X.Simulator.Tests.Radio;

public class VirtualDongleTests : WorldTest
{
    private readonly RecordingLinkSink _sink = new();

    [Fact]
    public async Task Proves_its_own_vin_and_no_other()
    {
        var link = await World.Radio.ConnectAsync(SightingOf(World.Dongle), _sink, default);
        Assert.Equal(VinVerdict.Proven, await Profile.OpenAsync(link, SimulatedWorld.DefaultVin, default));
        Assert.Equal(VinVerdict.WrongVehicle, await Profile.OpenAsync(link, OtherVin, default));
    }

    [Fact]
    public async Task Needs_the_owners_secret_where_it_has_one()
    {
        var dongle = World.Add(OtherVin, new DongleOptions { OwnerSecret = "sesame" });
        var link = await World.Radio.ConnectAsync(SightingOf(dongle), _sink, default);
        Assert.Equal(VinVerdict.WrongVehicle, await Profile.OpenAsync(link, OtherVin, default));
        Assert.Equal(VinVerdict.Proven, await new OpenLinkProfile("sesame").OpenAsync(link, OtherVin, default));
    }

    [Fact]
    public async Task Sends_unchanged_information_once_a_second()
    {
        await OpenAsync(_sink);
        Pass(10);
        Assert.Equal(11, Of(PacketType.Information).Count);
    }

    [Fact]
    public async Task Sends_changed_information_twice_a_second()
    {
        await OpenAsync(_sink);
        Pass(0.1);
        for (var i = 0; i < 20; i++)
        {
            World.Car.SetAlerts((Alerts)(1 << (i % 8)));
            Pass(0.5);
        }

        Assert.Equal(21, Of(PacketType.Information).Count);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(400)]
    [InlineData(1000)]
    public async Task Never_waits_over_a_second_whatever_the_interval(int milliseconds)
    {
        var dongle = World.Add(OtherVin, new DongleOptions { InformationInterval = TimeSpan.FromMilliseconds(milliseconds) });
        await Profile.OpenAsync(await World.Radio.ConnectAsync(SightingOf(dongle), _sink, default), null, default);
        Pass(20);
        var times = Of(PacketType.Information).Select(p => p.Timestamp).ToList();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, TimeSpan.TicksPerSecond));
    }

    [Fact]
    public async Task Sends_measurements_five_times_a_second()
    {
        await OpenAsync(_sink);
        Pass(10);
        Assert.Equal(51, Of(PacketType.Measurements).Count);
    }

    [Fact]
    public async Task Does_without_measurements_when_told_to()
    {
        var dongle = World.Add(OtherVin, new DongleOptions { MeasurementsInterval = null });
        var link = (IGattLink)await World.Radio.ConnectAsync(SightingOf(dongle), _sink, default);
        await Profile.OpenAsync(link, null, default);
        Pass(10);
        Assert.Empty(Of(PacketType.Measurements));
        await Assert.ThrowsAsync<LinkException>(() => link.SubscribeAsync(OpenLinkUuids.Measurements, default));
        await Assert.ThrowsAsync<LinkException>(() => link.ReadAsync(OpenLinkUuids.Measurements, default));
    }

    [Fact]
    public async Task Counts_the_packets_of_each_characteristic()
    {
        await OpenAsync(_sink);
        Pass(60);
        foreach (var type in new[] { PacketType.Information, PacketType.Measurements })
            Assert.Equal(Enumerable.Range(0, Of(type).Count).Select(n => (byte)n), Of(type).Select(p => p.Packet[1]));
    }

    [Fact]
    public async Task Says_what_is_true_of_its_car()
    {
        await OpenAsync(_sink);
        World.Car.StartDriving();
        Pass(30);
        var state = default(VehicleSnapshot);
        foreach (var (packet, at) in _sink.Packets)
            Assert.Equal(DecodeResult.Updated, OpenLinkDecoder.Decode(packet, ref state, at));
        var truth = World.Car.State;
        Assert.Equal((int)truth.StateOfCharge, state.StateOfCharge);
        Assert.Equal((int)truth.RangeKm, state.RemainingRange);
        Assert.Equal(Math.Floor((decimal)truth.OdometerKm * 10) / 10, state.Odometer);
        Assert.Equal((int)Math.Round(truth.SpeedKmh), state.Speed);
        Assert.Equal(Selector.Drive, state.Selector);
        Assert.Equal(ParkBrakeStatus.NotActivated, state.ParkBrake);
        Assert.True(state.Ready);
        Assert.True(state.IsSimulated);
    }

    [Fact]
    public async Task Keeps_the_links_of_two_centrals_apart()
    {
        var other = new RecordingLinkSink();
        var first = await OpenAsync(_sink);
        await OpenAsync(other);
        Pass(2);
        await first.DisposeAsync();
        var (stopped, going) = (_sink.Packets.Count, other.Packets.Count);
        Pass(2);
        Assert.Equal(stopped, _sink.Packets.Count);
        Assert.True(other.Packets.Count > going);
        Assert.Equal(1, World.Dongle.OpenLinks);
    }

    [Fact]
    public async Task Runs_no_timer_while_nobody_is_subscribed()
    {
        Assert.Equal(0, Clock.ArmedTimers);
        var link = await World.Radio.ConnectAsync(SightingOf(World.Dongle), _sink, default);
        Assert.Equal(0, Clock.ArmedTimers);
        await Profile.OpenAsync(link, null, default);
        Assert.Equal(2, World.Radio.RunningTimers);
        await link.DisposeAsync();
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Answers_nothing_once_the_link_was_closed()
    {
        var link = (IGattLink)await OpenAsync(_sink);
        await link.DisposeAsync();
        var failure = await Assert.ThrowsAsync<LinkException>(() => link.ReadAsync(OpenLinkUuids.Information, default));
        Assert.Equal(LinkLossReason.LocalRequest, failure.Fault.Reason);
        await Assert.ThrowsAsync<LinkException>(() => link.SubscribeAsync(OpenLinkUuids.Information, default));
        AssertNothingIsOpen();
    }

    [Fact]
    public async Task Takes_a_nonce_and_nothing_else()
    {
        var link = (IGattLink)await OpenAsync(_sink);
        await Assert.ThrowsAsync<LinkException>(() => link.WriteAsync(OpenLinkUuids.VinProof, new byte[7], default));
        await Assert.ThrowsAsync<LinkException>(() => link.WriteAsync(OpenLinkUuids.Information, new byte[8], default));
        Assert.False(link.HasService(Guid.Empty));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(1001)]
    public void Refuses_an_information_interval_out_of_range(int milliseconds)
    {
        var options = new DongleOptions { InformationInterval = TimeSpan.FromMilliseconds(milliseconds) };
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => World.Add(OtherVin, options));
        Assert.Contains("InformationInterval", error.Message, StringComparison.Ordinal);
        Assert.Contains("10 ms to 1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_no_centrals_and_no_interval()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => World.Add(OtherVin, new DongleOptions { MostCentrals = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => World.Add(OtherVin, new DongleOptions { MeasurementsInterval = TimeSpan.Zero }));
    }

    private List<(byte[] Packet, long Timestamp)> Of(PacketType type) =>
        [.. _sink.Packets.Where(p => (p.Packet[0] & 0xF) == (int)type)];

    private enum PacketType
    {
        Information = 1,
        Measurements = 2,
    }
}

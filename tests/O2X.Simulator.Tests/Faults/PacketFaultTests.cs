using O2X.Simulator.Faults;
using O2X.Vehicles.OpenLink;

namespace O2X.Simulator.Tests.Faults;

public class PacketFaultTests : FaultTest
{
    private const int Length = OpenLinkEncoder.PacketLength;

    [Fact]
    public async Task Garbage_is_of_any_length_and_never_sound()
    {
        var packets = await PacketsDuringAsync(Fault.Garbage);
        Assert.DoesNotContain(packets, IsSound);
        Assert.True(packets.Select(packet => packet.Length).Distinct().Count() > 20);
        Assert.Contains(packets, packet => packet.Length < Length);
        Assert.Contains(packets, packet => packet.Length > Length);
    }

    [Fact]
    public async Task Wrong_checksum_spoils_every_packet()
    {
        var packets = await PacketsDuringAsync(Fault.WrongChecksum);
        Assert.All(packets, packet => Assert.Equal(Length, packet.Length));
        Assert.DoesNotContain(packets, IsSound);
    }

    [Fact]
    public async Task Truncated_packets_are_shorter_and_never_empty()
    {
        var packets = await PacketsDuringAsync(Fault.TruncatedPackets);
        Assert.All(packets, packet => Assert.InRange(packet.Length, 1, Length - 1));
    }

    [Fact]
    public async Task Merged_packets_are_two_in_one()
    {
        var packets = await PacketsDuringAsync(Fault.MergedPackets);
        Assert.All(packets, packet => Assert.True(IsSound(packet[..Length]) && IsSound(packet[Length..])));
    }

    [Fact]
    public async Task Reordered_packets_are_all_there_in_another_order()
    {
        var measured = Sequences(await PacketsDuringAsync(Fault.ReorderedPackets));
        Assert.NotEqual(measured.Order(), measured);
        Assert.Equal(measured.Count, measured.Distinct().Count());
        Assert.InRange(measured.Count, measured.Max() - measured.Min(), measured.Max() - measured.Min() + 1);
    }

    [Fact]
    public async Task Sequence_gaps_are_a_third_of_the_packets()
    {
        var measured = Sequences(await PacketsDuringAsync(Fault.SequenceGaps));
        Assert.Equal(measured.Order(), measured);
        Assert.InRange(measured.Count, 50, 85);
    }

    [Fact]
    public async Task Duplicated_packets_come_in_pairs()
    {
        var packets = await PacketsDuringAsync(Fault.DuplicatedPackets);
        Assert.All(packets.Chunk(2), pair => Assert.Equal(pair[0], pair[1]));
    }

    [Fact]
    public async Task Same_seed_gives_the_same_garbage() =>
        Assert.Equal(await PacketsDuringAsync(Fault.Garbage, seed: 7), await PacketsDuringAsync(Fault.Garbage, seed: 7));

    // Packets carry their sequence number in their second byte. In twenty seconds there are a hundred measurements.
    private static List<byte> Sequences(List<byte[]> packets) => [.. packets.Where(packet => packet[0] == 0x12).Select(packet => packet[1])];

    private async Task<List<byte[]>> PacketsDuringAsync(Fault fault)
    {
        Begin(fault);
        await OpenAsync(Link);
        Pass(20);
        Assert.True(Link.Packets.Count > 30);
        return [.. Link.Packets.Select(packet => packet.Packet)];
    }

    private static async Task<List<byte[]>> PacketsDuringAsync(Fault fault, int seed)
    {
        var clock = new O2X.Links.Time.VirtualClock(DateTimeOffset.UnixEpoch);
        await using var world = new SimulatedWorld(clock, seed: seed);
        var sink = new TestKit.Links.RecordingLinkSink();
        fault.Begin(world);
        var link = await world.Transport.ConnectAsync(new O2X.Links.Sighting(world.Dongle.Address, 0), sink, default);
        await new O2X.Links.Profiles.OpenLinkProfile().OpenAsync(link, SimulatedWorld.DefaultVin, default);
        clock.Advance(TimeSpan.FromSeconds(5));
        return [.. sink.Packets.Select(packet => packet.Packet)];
    }
}

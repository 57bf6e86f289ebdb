using O2X.Links;
using O2X.Simulator.Faults;
using O2X.TestKit.Links;

namespace O2X.Simulator.Tests.Faults;

/// <summary>What a fault does, seen from where an engine would see it.</summary>
public abstract class FaultTest : WorldTest
{
    protected RecordingLinkSink Link { get; } = new();

    protected RecordingScanSink Scan { get; } = new();

    protected void Begin(Fault fault) => fault.Begin(World);

    protected void End(Fault fault) => fault.End(World);

    protected Task<ILink> ConnectAsync(CancellationToken cancellationToken = default) =>
        World.Transport.ConnectAsync(SightingOf(World.Dongle), Link, cancellationToken);

    protected Task<IAsyncDisposable> StartScanAsync(CancellationToken cancellationToken = default) =>
        World.Transport.StartScanAsync(ScanFilter.Any, Scan, cancellationToken);

    /// <summary>Everything works: the car is found, linked to, and its packets come.</summary>
    protected async Task AssertAllIsWellAsync()
    {
        var (scanned, linked) = (new RecordingScanSink(), new RecordingLinkSink());
        var scan = await World.Transport.StartScanAsync(ScanFilter.Any, scanned, default);
        Pass(1);
        await scan.DisposeAsync();
        var found = Assert.Single(scanned.Sightings.Select(sighting => sighting.Address).Distinct());
        var link = await World.Transport.ConnectAsync(new Sighting(found, Clock.GetTimestamp()), linked, default);
        await Profile.OpenAsync(link, SimulatedWorld.DefaultVin, default);
        Pass(1);
        Assert.All(linked.Packets, packet => Assert.True(IsSound(packet.Packet)));
        Assert.True(linked.Packets.Count > 4);
        await link.DisposeAsync();
        Assert.Empty(linked.Faults);
        Assert.Null(scanned.Ended);
    }

    protected static bool IsSound(byte[] packet)
    {
        var state = default(Vehicles.VehicleSnapshot);
        return packet.Length == Vehicles.OpenLink.OpenLinkEncoder.PacketLength
            && Vehicles.OpenLink.OpenLinkDecoder.Decode(packet, ref state, 0) == Vehicles.Decoding.DecodeResult.Updated;
    }

    protected static async Task<LinkLossReason> ReasonOfAsync(Task task) =>
        (await Assert.ThrowsAsync<LinkException>(() => task)).Fault.Reason;
}

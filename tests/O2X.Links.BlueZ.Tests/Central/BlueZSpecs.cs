using O2X.Links.BlueZ.Tests.Fakes;
using O2X.Links.Profiles;
using O2X.TestKit.Links;

namespace O2X.Links.BlueZ.Tests.Central;

/// <summary>A transport on a world with a fake BlueZ, and what tests of it have in common.</summary>
[Trait("Kind", "ble")]
public abstract class BlueZSpecs : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        World = await BlueZWorld.StartAsync();
        Transport = World.OpenTransport(clock: Clock);
    }

    public async Task DisposeAsync()
    {
        await Transport.DisposeAsync();
        await World.DisposeAsync();
    }

    /// <summary>The transport's clock; null: real time.</summary>
    private protected virtual TimeProvider? Clock => null;

    private protected BlueZWorld World { get; private set; } = null!;

    private protected BlueZTransport Transport { get; private set; } = null!;

    private protected FakeBlueZ BlueZ => World.BlueZ;

    private protected FakeAdapter Adapter => World.Adapter;

    private protected OpenLinkProfile Profile { get; } = new();

    private protected ScanFilter Filter => new(Profile.ServiceUuids);

    private protected string Address => World.World.Dongle.Address;

    private protected static Task UntilAsync(Func<bool> isSo) => BlueZWorld.UntilAsync(isSo);

    private protected int CallsOf(string method) => BlueZ.Calls.Count(call => call.StartsWith(method + " ", StringComparison.Ordinal));

    private protected Task<Sighting> FindAsync() => FindAsync(Address);

    private protected async Task<Sighting> FindAsync(string address)
    {
        var sink = new RecordingScanSink();
        await using var scan = await Transport.StartScanAsync(Filter, sink, default);
        await UntilAsync(() => sink.Sightings.Any(sighting => sighting.Address == address));
        return sink.Sightings.First(sighting => sighting.Address == address);
    }

    private protected async Task<ILink> OpenAsync(ILinkSink sink)
    {
        var link = await Transport.ConnectAsync(await FindAsync(), sink, default);
        await Profile.OpenAsync(link, Simulator.SimulatedWorld.DefaultVin, default);
        return link;
    }

    private protected static async Task<LinkFault> LostAsync(RecordingLinkSink sink)
    {
        await UntilAsync(() => sink.Faults.Count > 0);
        return Assert.Single(sink.Faults);
    }
}

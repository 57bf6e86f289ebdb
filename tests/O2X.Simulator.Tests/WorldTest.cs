using O2X.Links;
using O2X.Links.Profiles;
using O2X.Links.Time;
using O2X.Simulator.Radio;
using O2X.Vehicles;

namespace O2X.Simulator.Tests;

/// <summary>A test in a simulated world whose time is the test's to pass.</summary>
public abstract class WorldTest : IDisposable
{
    protected WorldTest() => World = new SimulatedWorld(Clock);

    protected VirtualClock Clock { get; } = new(DateTimeOffset.UnixEpoch);

    protected SimulatedWorld World { get; }

    protected static Vin OtherVin { get; } = Vin.Parse("VR1AB12C3D4567891");

    protected OpenLinkProfile Profile { get; } = new();

    // On a virtual clock the world is disposed of before the call returns.
    public void Dispose()
    {
        World.DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    protected void Pass(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    protected Sighting SightingOf(VirtualDongle dongle) => new(dongle.Address, Clock.GetTicks());

    protected async Task<ILink> OpenAsync(ILinkSink sink, Vin? vin = null)
    {
        var link = await World.Transport.ConnectAsync(SightingOf(World.Dongle), sink, default);
        await Profile.OpenAsync(link, vin, default);
        return link;
    }

    protected void AssertNothingIsOpen()
    {
        Assert.Equal(0, World.Radio.OpenLinks);
        Assert.Equal(0, World.Radio.RunningScans);
        Assert.Equal(0, World.Radio.PendingConnects);
        Assert.Equal(0, World.Radio.RunningTimers);
        Assert.Equal(0, Clock.ArmedTimers);
    }
}

using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Scenarios;

/// <summary>On the car's own bus: when it is parked it falls asleep, and the bus with it.</summary>
public sealed class TheCarSleepsOnTheBus
{
    [Fact]
    public async Task Is_asleep_and_not_broken()
    {
        await using var bench = new EngineBench(kind: TransportKind.Bus);
        await bench.BecomeReadyAsync();

        bench.Pass(8 * 3600);

        Assert.Equal(LinkState.Scanning, bench.State);
        Assert.True(bench.Engine.LinkReport.IsAsleep);
        Assert.Equal(LinkLossReason.BusSilent, Assert.Single(bench.Events.Items).Fault!.Reason);
        // It cost no attempts, and the last values are still there, as old as they say.
        Assert.Equal(0, bench.Engine.LinkReport.FailedAttempts);
        Assert.Equal(45m, bench.Engine.LastInformation!.Data.BatterySoc.Value);

        bench.SightAndBecomeReady();

        Assert.Equal(LinkState.Ready, bench.State);
        Assert.False(bench.Engine.LinkReport.IsAsleep);
        Assert.Equal(Quality.Live, bench.Information.Last.QualityOf(Signal.StateOfCharge));
    }
}

using Akka.Actor;
using O2X.Actors.Tests.Linking;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Faults;

/// <summary>Every fault of a bus meets the link where it stands, as on the radio in <see cref="FaultMatrixSpecs"/>.</summary>
[Trait("Kind", "faults")]
public sealed class BusFaultSpecs(FaultMatrixSpecs.Shared shared) : IClassFixture<FaultMatrixSpecs.Shared>
{
    private static readonly LinkPosition[] Positions =
        [LinkPosition.Idle, LinkPosition.Scanning, LinkPosition.Connecting, LinkPosition.Verifying, LinkPosition.Ready, LinkPosition.Backoff];

    public static TheoryData<string, LinkPosition> Cases()
    {
        var cases = new TheoryData<string, LinkPosition>();
        foreach (var row in BusFaultTable.Rows)
        {
            foreach (var from in Positions) cases.Add(row.Name, from);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Keeps_its_promise_and_comes_back(string fault, LinkPosition from)
    {
        var row = BusFaultTable.Rows.Single(row => row.Name == fault);
        var options = new EngineOptions { Name = $"bus-{fault}-{from}", Seed = 1, Store = SimulatedBench.Remembering() };
        await using var bench = new EngineBench(options, system: shared.System);
        var transitions = new TransitionRecorder<LinkState>(bench.System, bench.Path + "/link");
        using var bus = new TalkingBus(bench);
        await ReachAsync(bench, bus, from);

        row.Begin(bench, bus);
        if (from == LinkPosition.Idle) await bench.SubscribeAsync(firstTime: false);
        bench.Pass(180);
        AssertWhileItLasts(row, from, bench);
        row.End(bench, bus);
        bench.Pass(150);

        Assert.Equal(LinkState.Ready, bench.State);
        Assert.Equal(Quality.Live, bench.Information.Last.QualityOf(Signal.StateOfCharge));
        Assert.True(bench.Engine.LinkReport.IsVerified);
        Assert.Equal(transitions.Items.Count(made => made == (LinkState.Ready, LinkState.Stale)), bench.Events.Items.Count);
        Assert.Equal(from == LinkPosition.Ready ? row.Loss : null, bench.Events.Items.FirstOrDefault()?.Fault!.Reason);
        Assert.Empty(transitions.Items.Select(made => $"{made.From} → {made.To}").Except(LinkTableSpecs.Table));
        bus.Dispose();
        await bench.Engine.DisposeAsync();
        await bench.Transport.AllClosedAsync().WaitAsync(TimeSpan.FromSeconds(30));
        bench.AssertNothingIsOpen();
        Assert.Equal(0, bench.Transport.Observers);
    }

    private static async Task ReachAsync(EngineBench bench, TalkingBus bus, LinkPosition position)
    {
        if (position == LinkPosition.Idle) return;
        var (connect, sights) = (bench.Transport.Connect, position is LinkPosition.Connecting or LinkPosition.Verifying or LinkPosition.Backoff);
        bus.IsAsleep = position != LinkPosition.Ready;
        connect.Hangs = position == LinkPosition.Connecting;
        if (position == LinkPosition.Backoff) connect.Fail(LinkLossReason.LinkLoss);
        await bench.SubscribeAsync(firstTime: false);
        if (sights) bench.Transport.Sight();
        if (position == LinkPosition.Ready) bench.Pass(5);
        Assert.Equal(position.State(), bench.State);
        bus.IsAsleep = false;
        // A connect that hangs goes on hanging until it is given up; the next does not.
        connect.Succeed();
    }

    private static void AssertWhileItLasts(BusFaultRow row, LinkPosition from, EngineBench bench)
    {
        // A connect that hangs already is followed by an attempt from its beginning, and a scan that runs was not refused.
        var next = from switch
        {
            LinkPosition.Connecting => LinkStep.Scan,
            LinkPosition.Scanning => LinkStep.Connect,
            _ => from.Next(),
        };
        var report = bench.Engine.LinkReport;
        if (row.Hinders < next || row.Becomes == Hindered.NotAtAll)
        {
            Assert.Equal(LinkState.Ready, report.State);
            return;
        }

        if (row.Why is not null) Assert.Equal(row.Why, report.Fault?.Reason);
        switch (row.Becomes)
        {
            case Hindered.Parked:
                Assert.Equal((LinkState.WaitingForAdapter, 0), (report.State, report.FailedAttempts));
                break;
            case Hindered.Unheard:
                Assert.Equal(LinkState.Scanning, report.State);
                break;
            default:
                Assert.NotEqual(LinkState.Ready, report.State);
                break;
        }
    }
}

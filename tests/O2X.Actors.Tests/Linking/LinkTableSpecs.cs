using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Tests.Linking;

/// <summary>
/// Walks at random through everything that a source, a user and time can do to a link: no transition outside its table happens, each in
/// the table does, every call is answered, and nothing stays open.
/// </summary>
public sealed class LinkTableSpecs
{
    private static readonly LinkLossReason[] _reasons =
        [LinkLossReason.LinkLoss, LinkLossReason.OutOfSlots, LinkLossReason.EndOfSource, LinkLossReason.WrongVehicle, LinkLossReason.Unknown];

    internal static readonly string[] Table =
    [
        "Idle → Scanning", "Idle → WaitingForAdapter",
        "WaitingForAdapter → Scanning", "WaitingForAdapter → Idle",
        "Scanning → Connecting", "Scanning → Backoff", "Scanning → WaitingForAdapter", "Scanning → Closing", "Scanning → Idle",
        "Connecting → Verifying", "Connecting → Backoff", "Connecting → Closing", "Connecting → Idle",
        "Verifying → Ready", "Verifying → Closing",
        "Ready → Stale", "Ready → Closing",
        "Stale → Scanning", "Stale → WaitingForAdapter", "Stale → Backoff", "Stale → Idle",
        "Closing → Scanning", "Closing → Backoff", "Closing → WaitingForAdapter", "Closing → Idle",
        "Backoff → Scanning", "Backoff → WaitingForAdapter", "Backoff → Idle",
    ];

    [Fact]
    public async Task Makes_all_transitions_of_itsTable_and_no_other()
    {
        var made = new HashSet<string>();
        for (var seed = 0; seed < 150; seed++)
        {
            await using var bench = new EngineBench();
            var link = new TransitionRecorder<LinkState>(bench.System, "/user/*/link");

            if (seed == 0) await LeaveWhileStaleAsync(bench);
            if (seed == 1) await CrashWhileReadyAsync(bench);
            await WalkAsync(bench, new Random(seed), crashes: false);

            made.UnionWith(link.Items.Select(transition => $"{transition.From} → {transition.To}"));
        }

        Assert.Empty(made.Except(Table));
        Assert.Empty(Table.Except(made));
    }

    [Fact]
    public async Task Answers_every_call_and_leaves_nothing_open_also_when_its_actors_crash()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            await using var bench = new EngineBench();
            await WalkAsync(bench, new Random(seed), crashes: true);
        }
    }

    private static async Task LeaveWhileStaleAsync(EngineBench bench)
    {
        var link = await bench.BecomeReadyAsync();
        bench.Transport.Close.Hangs = true;
        link.End(new LinkFault(LinkLossReason.LinkLoss));
        Task? left = null;
        bench.Clock.Executor.Run(() => left = bench.Engine.UnsubscribeAsync());
        bench.Transport.Recover();
        await left!;
    }

    private static async Task CrashWhileReadyAsync(EngineBench bench)
    {
        await bench.BecomeReadyAsync();
        for (var i = 0; i < 3; i++) bench.Crash("link/decoder");
    }

    private static async Task WalkAsync(EngineBench bench, Random random, bool crashes)
    {
        var calls = new List<Task>();
        for (var step = 0; step < 120; step++)
        {
            // Calls that nobody waits for are settled on other threads: whatever is done is done on the line.
            if (random.Next(12) == 0) bench.Pass(random.NextDouble() * (random.Next(4) == 0 ? 60 : 4));
            else bench.Clock.Executor.Run(() => Step(bench, random, crashes, calls));
        }

        bench.Transport.Recover();
        bench.Clock.Executor.Run(() => calls.Add(bench.Engine.UnsubscribeAsync()));
        bench.Pass(30);
        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(30));
        await bench.Transport.AllClosedAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(LinkState.Idle, bench.State);
        bench.AssertNothingIsOpen();
        Assert.Equal(1, bench.Transport.Observers);
    }

    private static void Step(EngineBench bench, Random random, bool crashes, List<Task> calls)
    {
        var transport = bench.Transport;
        switch (random.Next(crashes ? 19 : 16))
        {
            case 0 or 1:
                calls.Add(bench.SubscribeAsync(vin: random.Next(4) == 0 ? AmiBus.OtherVin : null));
                break;
            case 2:
                calls.Add(bench.Engine.UnsubscribeAsync());
                break;
            case 3 or 4 or 5:
                transport.Sight(random.Next(2) == 0 ? "bus" : "another bus");
                break;
            case 6 or 7 or 8 when transport.Links.Count > 0:
                transport.Link.Everything();
                transport.Link.SayVin(AmiBus.Vin);
                break;
            case 9 when transport.Links.Count > 0:
                transport.Link.End(new LinkFault(_reasons[random.Next(_reasons.Length)]));
                break;
            case 10:
                transport.Become(random.Next(3) == 0 ? new TransportState(Availability.Off) : TransportState.On);
                break;
            case 12:
                transport.EndScan(new LinkFault(_reasons[random.Next(_reasons.Length)]));
                break;
            case 13:
                Hinder(random, random.Next(4) switch
                {
                    0 => transport.StartScan,
                    1 => transport.StopScan,
                    2 => transport.Connect,
                    _ => transport.Close,
                });
                break;
            case 14:
                transport.Recover();
                break;
            case 15:
                calls.Add(bench.Engine.SetTimeoutsAsync(scan: TimeSpan.FromSeconds(random.Next(1, 60))));
                break;
            case 16:
                bench.Crash("link");
                break;
            case 17:
                bench.Crash("link/scanner");
                break;
            case 18:
                bench.Crash("link/decoder");
                break;
        }
    }

    private static void Hinder(Random random, StepBehaviour step)
    {
        if (random.Next(2) == 0)
        {
            step.Hangs = true;
            step.IgnoresCancellation = random.Next(2) == 0;
        }
        else
        {
            step.Fail(_reasons[random.Next(_reasons.Length)]);
        }
    }
}

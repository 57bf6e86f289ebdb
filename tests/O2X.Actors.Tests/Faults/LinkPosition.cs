using O2X.Simulator.Faults;
using O2X.TestKit;

namespace O2X.Actors.Tests.Faults;

/// <summary>Where the link is when something goes wrong: its states, of which one is looked at twice.</summary>
public enum LinkPosition
{
    Idle,
    WaitingForAdapter,
    Scanning,
    Connecting,
    Verifying,
    Ready,
    Stale,
    Backoff,

    /// <summary>Closing, with a subscription: an attempt failed, Backoff comes next.</summary>
    GivingUp,

    /// <summary>Closing, for somebody unsubscribed: Idle comes next.</summary>
    Closing,
}

/// <summary>How each of them is reached, and what comes next there.</summary>
internal static class LinkPositions
{
    public static LinkState State(this LinkPosition position) => position switch
    {
        LinkPosition.GivingUp => LinkState.Closing,
        _ => Enum.Parse<LinkState>(position.ToString()),
    };

    /// <summary>The first step that a link still has to take from here.</summary>
    public static LinkStep Next(this LinkPosition position) => position switch
    {
        LinkPosition.Connecting => LinkStep.Connect,
        LinkPosition.Verifying => LinkStep.Open,
        LinkPosition.Ready => LinkStep.Talk,
        _ => LinkStep.Scan,
    };

    /// <summary>Brings a link there. States that pass in no time are held by a stack that takes its time, until they are reached.</summary>
    /// <returns>What has to be done before the link goes on by itself: somebody subscribes, or the radio comes back.</returns>
    public static async Task<Func<Task>> ReachAsync(this LinkPosition position, SimulatedBench bench, Fault fault, bool firstTime)
    {
        var world = bench.World;
        switch (position)
        {
            case LinkPosition.Idle:
                return () => bench.SubscribeAsync(firstTime);
            case LinkPosition.WaitingForAdapter:
                // Of two ways in which a radio can be missing, the one that is not the fault itself.
                var absence = fault == Fault.AdapterUnplugged ? Fault.AdapterOff : Fault.AdapterUnplugged;
                absence.Begin(world);
                await bench.SubscribeAsync(firstTime).ConfigureAwait(false);
                Until(bench, position);
                return () =>
                {
                    absence.End(world);
                    return Task.CompletedTask;
                };
            case LinkPosition.Ready or LinkPosition.Stale or LinkPosition.Closing:
                await bench.SubscribeAsync(firstTime).ConfigureAwait(false);
                Until(bench, LinkPosition.Ready);
                break;
        }

        var hold = position == LinkPosition.Backoff ? Fault.ConnectRefused : Fault.SlowTransport;
        var goOn = () => Task.CompletedTask;
        if (position != LinkPosition.Ready) hold.Begin(world);
        switch (position)
        {
            case LinkPosition.Scanning or LinkPosition.Connecting or LinkPosition.Verifying or LinkPosition.Backoff:
                await bench.SubscribeAsync(firstTime).ConfigureAwait(false);
                Until(bench, position);
                break;
            case LinkPosition.GivingUp:
                await bench.SubscribeAsync(firstTime).ConfigureAwait(false);
                Until(bench, LinkPosition.Verifying);
                Fault.LinkLoss.Begin(world);
                break;
            case LinkPosition.Stale:
                Fault.LinkLoss.Begin(world);
                break;
            case LinkPosition.Closing:
                var unsubscribing = bench.Do(() => bench.Engine.UnsubscribeAsync());
                goOn = async () =>
                {
                    Assert.Equal(UnsubscribeReply.Unsubscribed, await unsubscribing.WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(false));
                    await bench.SubscribeAsync(firstTime).ConfigureAwait(false);
                };
                break;
        }

        hold.End(world);
        Assert.Equal(position.State(), bench.State);
        return goOn;
    }

    // A scan that is still being started is not one that can be heard on.
    private static void Until(SimulatedBench bench, LinkPosition position) => Assert.NotNull(bench.PassUntil(
        () => bench.State == position.State() && (position != LinkPosition.Scanning || bench.World.Radio.RunningScans == 1), most: 20));
}

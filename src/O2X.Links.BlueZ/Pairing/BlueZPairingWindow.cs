using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Central;

namespace O2X.Links.BlueZ.Pairing;

/// <summary>
/// The time in which a dongle makes a new bond: shows the passkey that the person types at the central, until one is paired or the time is
/// over. It works beside a <see cref="Peripheral.BlueZDongle"/>, in the same program or in another one, and without any.
/// </summary>
/// <remarks>
/// <para>
/// What BlueZ 5.66 does, by its source: it asks the default agent about whatever a central begins, so the window's agent becomes the default
/// one, for all adapters of the machine, and the one before it is the default again afterwards. The agent can show and nothing else
/// (<c>DisplayOnly</c>): with a central that can type, that is passkey entry; with any other it is Just Works, which BlueZ asks the agent to
/// authorize and the agent refuses. BlueZ draws the passkey. It does not say when a shown passkey was wrong: that shows by the central's going.
/// A device that BlueZ has a bond with may pair anew, of which BlueZ does not tell either.
/// </para>
/// <para>
/// <c>PairableTimeout</c> is set before anything makes the adapter <c>Pairable</c> (with the default configuration the agent's coming
/// alone does): so BlueZ ends the window even if this program is killed, and a secured dongle tells a window from an adapter that another
/// program's agent has opened for good. In the end both are what they were; a window that was killed leaves its <c>PairableTimeout</c>
/// behind. An agent's coming makes the machine's other adapters <c>Pairable</c> too, for as long as it is there. Without <c>Pairable</c> the kernel refuses every pairing
/// that asks for a bond. A pairing for one connection alone it still allows, but then nobody is shown the passkey.
/// </para>
/// <para>
/// Passkey entry of LE Secure Connections is what two machines with Bluetooth 4.2 or later agree on. BlueZ does not refuse older ones that
/// know legacy pairing alone, whose passkey can be computed from a recording, unless it is told to (<c>btmgmt sc only</c>).
/// </para>
/// </remarks>
/// <param name="options">The adapter, and the bus; null: the first adapter that is on.</param>
/// <param name="clock">The clock of the window and of time limits; null: the system's.</param>
public sealed class BlueZPairingWindow(BlueZOptions? options = null, TimeProvider? clock = null)
{
    private const string Capability = "DisplayOnly";

    // By then the window is closed, unless this program was killed.
    private static readonly TimeSpan _margin = TimeSpan.FromSeconds(5);

    // By Bluetooth's own limit, a pairing that has begun is over by then.
    private static readonly TimeSpan _underWay = TimeSpan.FromSeconds(30);

    private readonly BlueZOptions _options = options ?? new BlueZOptions();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>How long a window of the open link profile is open.</summary>
    public static TimeSpan DefaultLength { get; } = TimeSpan.FromSeconds(120);

    /// <summary>Opens the window, and closes it when one has paired, the time is over, or it is cancelled.</summary>
    /// <param name="length">How long it is open at most: up to 1 h. A pairing that has begun by then is waited for, 30 s at most.</param>
    /// <param name="tell">Is told what happens, on the bus's thread; it must neither block nor throw.</param>
    /// <param name="cancellationToken">Closes the window.</param>
    /// <returns>The address of the central that has paired; null: nobody has in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of its range.</exception>
    /// <exception cref="LinkException">The adapter cannot be used, went, or was closed to new bonds by another program.</exception>
    public async Task<string?> RunAsync(TimeSpan length, Action<PairingWindowNotice> tell, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tell);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, TimeSpan.FromHours(1));
        await using var session = await AgentSession.OpenAsync(_options, _clock, cancellationToken).ConfigureAwait(false);
        var watch = new WindowWatch(session.Bus, session.Adapter, tell);
        using var listening = session.Bus.Listen(watch);
        var before = session.Pairable;
        try
        {
            await OpenAsync(session, watch, length, cancellationToken).ConfigureAwait(false);
            watch.Begin();
            tell(new(PairingWindowNoticeKind.Open, AdapterAssessment.NameOf(session.Adapter), Detail: session.Bus.Objects.Text(session.Adapter, BlueZNames.Adapter, "Address")));
            return await PairedAsync(session, watch, before, length, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (AgentSession.IsExpected(problem))
        {
            throw new LinkException(BlueZFaults.Of(problem, "opening the pairing window"), problem);
        }
        finally
        {
            watch.End();
            await CloseAsync(session, before).ConfigureAwait(false);
        }
    }

    private static async Task OpenAsync(AgentSession session, WindowWatch watch, TimeSpan length, CancellationToken cancellationToken)
    {
        await session.SetAsync(PairableState.PairableTimeout, (uint)Math.Ceiling((length + _margin).TotalSeconds), cancellationToken).ConfigureAwait(false);
        await session.RegisterAsync(watch, Capability, cancellationToken).ConfigureAwait(false);
        await session.Bus.CallAsync(PairingCalls.RequestDefaultAgent(PairingAgent.AgentPath), cancellationToken).ConfigureAwait(false);
        await session.SetAsync(PairableState.Pairable, true, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> PairedAsync(
        AgentSession session, WindowWatch watch, PairableState before, TimeSpan length, CancellationToken cancellationToken)
    {
        if (await IsOverAsync(watch.Ended, length, cancellationToken).ConfigureAwait(false))
        {
            watch.End();
            if (watch.IsPairing)
            {
                // Nobody else may begin; where anybody may, nobody is shown a passkey any more.
                if (!before.IsOn) await session.TrySetAsync(PairableState.Pairable, false).ConfigureAwait(false);
                await IsOverAsync(watch.Settled, _underWay, cancellationToken).ConfigureAwait(false);
            }
        }

        return watch.Ended.IsCompleted ? await watch.Ended.ConfigureAwait(false) : null;
    }

    private async Task<bool> IsOverAsync(Task task, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(limit, _clock, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    private static async Task CloseAsync(AgentSession session, PairableState before)
    {
        // A bluetoothd that is gone is not to be started by the bus for this; one that came back has its own settings.
        if (session.Bus.Condition.State != BusState.Ready) return;
        if (!before.IsOn) await session.TrySetAsync(PairableState.Pairable, false).ConfigureAwait(false);
        await session.UnregisterAsync().ConfigureAwait(false);
        // With another agent there, its becoming the default one may just have made the adapter pairable. Where it was so before, BlueZ knows
        // better: whatever agent had made it so may be gone.
        if (!before.IsOn) await session.TrySetAsync(PairableState.Pairable, false).ConfigureAwait(false);
        await session.TrySetAsync(PairableState.PairableTimeout, before.Timeout).ConfigureAwait(false);
    }
}

using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Pairing;

/// <summary>Pairs this machine, as a central, with a secured dongle that shows a passkey: once, then both remember it.</summary>
/// <remarks>
/// <para>
/// What BlueZ 5.66 does, by its source: it asks the agent of the connection that <c>Pair</c> came over, so an agent for this one pairing is
/// enough, and it is never made the default one. (Where no program has an agent, BlueZ takes the only one there is for the default; this one
/// refuses whatever it did not begin.) The agent can type and nothing else (<c>KeyboardOnly</c>), so that a dongle that can show
/// anything shows a passkey. A dongle that can show nothing is paired with by Just Works, and BlueZ asks nobody about that, since pairing was
/// asked for: it shows afterwards by no passkey having been wanted, and the bond is removed again.
/// </para>
/// <para>
/// The kernel keeps no bond while the adapter is not <c>Pairable</c>, not even one that this side began: it is made so for the
/// pairing, and what it was afterwards. <c>Trusted</c> is not set: nothing that the open link does is ever asked about.
/// </para>
/// </remarks>
/// <param name="options">The adapter, and the bus; null: the first adapter that is on.</param>
/// <param name="clock">The clock of time limits; null: the system's.</param>
public sealed class BlueZPairing(BlueZOptions? options = null, TimeProvider? clock = null)
{
    private const string Capability = "KeyboardOnly";

    // To connect, to type, and to find the services, before which BlueZ does not answer.
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan _parting = TimeSpan.FromSeconds(5);

    private readonly BlueZOptions _options = options ?? new BlueZOptions();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>How long a dongle is sought.</summary>
    public static TimeSpan Search { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the passkey is waited for: Bluetooth ends a pairing when nothing was sent for as long.</summary>
    public static TimeSpan Typing { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Pairs with a dongle, whose pairing window must be open. It is not connected afterwards, unless it was before.</summary>
    /// <param name="address">The dongle's address, as a scan shows it; any case.</param>
    /// <param name="passkey">Is asked for the passkey that the dongle shows, 0 to 999999; null: there is none, and the pairing fails.</param>
    /// <param name="tell">Is told how far it is; null: nobody is.</param>
    /// <param name="cancellationToken">Cancels, unless it is paired by then.</param>
    /// <exception cref="LinkException">It could not be paired with; the fault says why, and what to do.</exception>
    public async Task<PairingOutcome> PairAsync(
        string address, Func<CancellationToken, Task<int?>> passkey, Action<PairingStep>? tell = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        ArgumentNullException.ThrowIfNull(passkey);
        await using var session = await AgentSession.OpenAsync(_options, _clock, cancellationToken).ConfigureAwait(false);
        var device = DeviceOf(session, address);
        if (device is not null && IsPaired(session, device)) return PairingOutcome.AlreadyPaired;
        if (device is null || !session.Bus.Objects.IsTrue(device, BlueZNames.Device, "Connected"))
        {
            tell?.Invoke(PairingStep.Searching);
            device = BlueZNames.DevicePath(session.Adapter, await FindAsync(session, address, cancellationToken).ConfigureAwait(false));
        }

        tell?.Invoke(PairingStep.Pairing);
        var before = session.Pairable;
        var asking = new PasskeyAsking(device, passkey, Typing, _clock);
        try
        {
            await session.RegisterAsync(asking, Capability, cancellationToken).ConfigureAwait(false);
            await session.SetAsync(PairableState.Pairable, true, cancellationToken).ConfigureAwait(false);
            return await PairAsync(session, device, asking, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (AgentSession.IsExpected(problem))
        {
            throw new LinkException(PairingFaults.Of(problem, asking.State), problem);
        }
        finally
        {
            await session.UnregisterAsync().ConfigureAwait(false);
            // Where it was pairable before, whatever agent had made it so may be gone by now: BlueZ knows.
            if (!before.IsOn && session.Bus.Condition.State == BusState.Ready) await session.TrySetAsync(PairableState.Pairable, false).ConfigureAwait(false);
        }
    }

    private static string? DeviceOf(AgentSession session, string address) => session.Bus.Objects
        .Paths(BlueZNames.Device, session.Adapter + "/")
        .FirstOrDefault(path => string.Equals(session.Bus.Objects.Text(path, BlueZNames.Device, "Address"), address, StringComparison.OrdinalIgnoreCase));

    private static bool IsPaired(AgentSession session, string device)
    {
        var properties = session.Bus.Objects.PropertiesOf(device, BlueZNames.Device);
        // Older versions know no difference.
        return properties is not null && properties.GetValueOrDefault(properties.ContainsKey("Bonded") ? "Bonded" : "Paired").AsBool() == true;
    }

    private static async Task<PairingOutcome> PairAsync(AgentSession session, string device, PasskeyAsking asking, CancellationToken cancellationToken)
    {
        var wasConnected = session.Bus.Objects.IsTrue(device, BlueZNames.Device, "Connected");
        Exception? problem = null;
        try
        {
            await session.Bus.CallAsync(PairingCalls.Pair(device, _limit), cancellationToken).ConfigureAwait(false);
        }
        catch (DBusException known) when (known.ErrorName == BlueZErrors.AlreadyExists)
        {
            return PairingOutcome.AlreadyPaired;
        }
        catch (Exception failed) when (failed is OperationCanceledException || AgentSession.IsExpected(failed))
        {
            problem = failed;
        }

        // A bond may be there although the services were not found, or not found in time.
        if (problem is null || IsPaired(session, device))
        {
            if (asking.State != PasskeyState.Given) return await RemoveAsync(session, device, PairingFaults.JustWorks).ConfigureAwait(false);
            if (!IsPaired(session, device)) return await RemoveAsync(session, device, PairingFaults.NotKept).ConfigureAwait(false);
            if (!wasConnected) await session.TryAsync(BlueZCall.Disconnect(device) with { Timeout = _parting }).ConfigureAwait(false);
            return PairingOutcome.Paired;
        }

        if (problem is OperationCanceledException or TimeoutException) await session.TryAsync(PairingCalls.CancelPairing(device)).ConfigureAwait(false);
        if (!wasConnected && session.Bus.Objects.IsTrue(device, BlueZNames.Device, "Connected"))
            await session.TryAsync(BlueZCall.Disconnect(device) with { Timeout = _parting }).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        throw new LinkException(PairingFaults.Of(problem, asking.State), problem);
    }

    private static async Task<PairingOutcome> RemoveAsync(AgentSession session, string device, LinkFault why)
    {
        await session.TryAsync(BlueZCall.RemoveDevice(session.Adapter, device) with { Timeout = _parting }).ConfigureAwait(false);
        throw new LinkException(why);
    }

    /// <summary>Hears the dongle: BlueZ keeps what it heard long ago, and waits long for what is not there.</summary>
    /// <returns>Its address as BlueZ spells it.</returns>
    private async Task<string> FindAsync(AgentSession session, string address, CancellationToken cancellationToken)
    {
        var ear = new Ear(address);
        await using var transport = new BlueZTransport(_options with { Adapter = Central.AdapterAssessment.NameOf(session.Adapter) }, _clock);
        await using var scan = await transport.StartScanAsync(ScanFilter.Any, ear, cancellationToken).ConfigureAwait(false);
        try
        {
            return await ear.Heard.WaitAsync(Search, _clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new LinkException(PairingFaults.NotHeard(address, Search));
        }
    }

    private sealed class Ear(string address) : IScanSink
    {
        private readonly TaskCompletionSource<string> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Heard => _heard.Task;

        public void OnSighting(Sighting sighting)
        {
            if (string.Equals(sighting.Address, address, StringComparison.OrdinalIgnoreCase)) _heard.TrySetResult(sighting.Address);
        }

        public void OnEnded(LinkFault fault)
        {
            _heard.TrySetException(new LinkException(fault));
            // Where nobody waits for it any more, it is nobody's concern.
            _ = _heard.Task.Exception;
        }
    }
}

using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.Central;
using O2X.Links.BlueZ.DBus;
using O2X.Links.BlueZ.Peripheral;

namespace O2X.Links.BlueZ.Pairing;

/// <summary>
/// A conversation with BlueZ about one adapter, with an agent of its own: BlueZ knows agents by their connections. Its end takes the agent
/// away, however it comes: BlueZ forgets the agent of a connection that is gone.
/// </summary>
internal sealed class AgentSession : IAsyncDisposable
{
    // BlueZ refuses while it changes the same setting itself, as it does when an agent comes or goes.
    private const int MostTries = 30;
    private static readonly TimeSpan _busy = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    private readonly TimeProvider _clock;
    private PairingAgent? _agent;

    private AgentSession(BlueZBus bus, string adapter, TimeProvider clock) => (Bus, Adapter, _clock) = (bus, adapter, clock);

    public BlueZBus Bus { get; }

    /// <summary>The adapter's path.</summary>
    public string Adapter { get; }

    /// <summary>Whether the adapter makes new bonds, as far as BlueZ has told.</summary>
    public PairableState Pairable => PairableState.Of(Bus.Objects, Adapter);

    /// <summary>Begins, when the adapter can be used.</summary>
    /// <exception cref="LinkException">It cannot.</exception>
    public static async Task<AgentSession> OpenAsync(BlueZOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var bus = new BlueZBus(options.BusAddress ?? DBusAddress.System ?? "", clock);
        try
        {
            await bus.Known.WaitAsync(_patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            var situation = AdapterAssessment.Assess(bus.Condition, bus.Objects, options.Adapter, new Rfkill());
            return situation is { State.Availability: Availability.On, Path: { } path }
                ? new AgentSession(bus, path, clock)
                : throw new LinkException(BlueZFaults.Of(situation.State));
        }
        catch
        {
            await bus.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes an agent the one of this conversation.</summary>
    public async Task RegisterAsync(IAgentDuties duties, string capability, CancellationToken cancellationToken)
    {
        var connection = Bus.Connection ?? throw new DBusConnectionClosedException("There is no connection to the bus.");
        _agent = new PairingAgent(duties);
        connection.AddMethodHandler(_agent);
        await Bus.CallAsync(PairingCalls.RegisterAgent(PairingAgent.AgentPath, capability), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the agent away; what it was asking is asked no more.</summary>
    public async Task UnregisterAsync()
    {
        if (Interlocked.Exchange(ref _agent, null) is not { } agent) return;
        agent.Dispose();
        await TryAsync(PairingCalls.UnregisterAgent(PairingAgent.AgentPath)).ConfigureAwait(false);
    }

    /// <summary>Sets a property of the adapter.</summary>
    public async Task SetAsync(string property, VariantValue value, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await Bus.CallAsync(PeripheralCalls.SetAdapter(Adapter, property, value), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (DBusException busy) when (busy.ErrorName == BlueZErrors.Busy && tries < MostTries)
            {
                await Task.Delay(_busy, _clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sets a property of the adapter, if that is possible.</summary>
    public async Task TrySetAsync(string property, VariantValue value)
    {
        try
        {
            await SetAsync(property, value, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            // There is nobody to end it any more; BlueZ ends a window itself.
        }
    }

    /// <summary>Calls a method, if that is possible.</summary>
    public async Task TryAsync(BlueZCall call)
    {
        try
        {
            await Bus.CallAsync(call, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            // There was nothing to end, or nobody to end it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await UnregisterAsync().ConfigureAwait(false);
        await Bus.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Whether BlueZ or the bus can fail in this way.</summary>
    public static bool IsExpected(Exception problem) => problem is DBusException or DBusConnectionClosedException or DBusProtocolException or TimeoutException;
}

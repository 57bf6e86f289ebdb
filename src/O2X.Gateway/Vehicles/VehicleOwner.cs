using O2X.Actors;
using O2X.Links;
using O2X.Simulator;
using O2X.Vehicles;

namespace O2X.Gateway.Vehicles;

/// <summary>
/// The one owner of the engine's subscription, for page, HTTP and MQTT alike. Commands are carried out one after the other; what they are
/// refused with comes as a result, never as an exception.
/// </summary>
internal sealed class VehicleOwner
{
    /// <summary>Under which name the gateway holds the engine's subscription.</summary>
    public const string Name = "gateway";

    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(1);

    private readonly IO2XEngine _engine;
    private readonly VehicleDirectory _directory;
    private readonly SemaphoreSlim _line = new(1, 1);
    private volatile SubscribeCommand? _subscription;

    public VehicleOwner(IO2XEngine engine, VehicleDirectory directory)
    {
        _engine = engine;
        _directory = directory;
    }

    /// <summary>What was subscribed to; null when nothing is.</summary>
    public SubscribeCommand? Subscription => _engine.LinkReport.State == LinkState.Idle ? null : _subscription;

    /// <summary>Whether the gateway itself made the last subscription, at start.</summary>
    public bool LastWasOwn => _subscription?.IsOwn == true;

    public Timeouts Timeouts => _engine.Timeouts;

    /// <summary>The names of the sources that can be chosen among.</summary>
    public IReadOnlyList<string> Sources => [_engine.Source.Name];

    /// <summary>Subscribes to a vehicle; a source that is not usable yet is waited for.</summary>
    public Task<CommandResult> SubscribeAsync(SubscribeCommand command, CancellationToken cancellationToken = default) =>
        InTurnAsync(() => CarryOutAsync(command), cancellationToken);

    /// <summary>
    /// Subscribes at start: to the vehicle that configuration names, or the remembered one, or the simulator's, or the one that a bus or
    /// log tells.
    /// </summary>
    /// <param name="configured">The vehicle that configuration names.</param>
    /// <param name="cancellationToken">Gives up waiting for its turn.</param>
    public Task<CommandResult> SubscribeItselfAsync(Vin? configured, CancellationToken cancellationToken)
    {
        var remembered = _engine.Remembered?.Vin;
        var wanted = configured ?? remembered ?? (_engine.Source.Kind == TransportKind.Simulator ? SimulatedWorld.DefaultVin : null);
        return SubscribeAsync(
            new SubscribeCommand { Vin = wanted, FirstTime = remembered is null || wanted != remembered, IsOwn = true }, cancellationToken);
    }

    public Task<CommandResult> UnsubscribeAsync(CancellationToken cancellationToken = default) => InTurnAsync(
        async () =>
        {
            var result = CommandWords.Of(await _engine.UnsubscribeAsync(Name, CancellationToken.None).ConfigureAwait(false));
            if (result.IsDone) _subscription = null;
            return result;
        },
        cancellationToken);

    /// <summary>Sets timeouts; what is null is kept. All of them or none.</summary>
    public Task<CommandResult> SetTimeoutsAsync(
        TimeSpan? scan = null, TimeSpan? looseConnection = null, TimeSpan? changeStatus = null, CancellationToken cancellationToken = default)
    {
        foreach (var (name, value, least) in new[]
        {
            ("scan", scan, _tick), ("looseConnection", looseConnection, _tick), ("changeStatus", changeStatus, TimeSpan.Zero),
        })
        {
            if (value < least || value > Timeouts.Longest) return Task.FromResult(CommandWords.OutOfRange(name, least));
        }

        return InTurnAsync(
            async () =>
            {
                await _engine.SetTimeoutsAsync(scan, looseConnection, changeStatus, CancellationToken.None).ConfigureAwait(false);
                return CommandResult.Done;
            },
            cancellationToken);
    }

    /// <summary>Empties the last information.</summary>
    public Task<CommandResult> ClearDataAsync(CancellationToken cancellationToken = default) => InTurnAsync(
        async () =>
        {
            try
            {
                await _engine.ClearDataAsync(CancellationToken.None).ConfigureAwait(false);
                return CommandResult.Done;
            }
            catch (IOException problem)
            {
                return CommandWords.NotCleared(problem.Message);
            }
        },
        cancellationToken);

    private async Task<CommandResult> CarryOutAsync(SubscribeCommand command)
    {
        if (command.Source is { } source && source != _engine.Source.Name) return CommandWords.OtherSource(source, _engine.Source);
        // Before it is asked for: its end may be told before the answer is here.
        var before = Interlocked.Exchange(ref _subscription, command);
        var reply = await _engine.SubscribeAsync(
            new SubscribeRequest
            {
                Vin = command.Vin,
                FirstTime = command.FirstTime,
                Reception = command.Reception,
                WhenUnavailable = WhenUnavailable.Wait,
                Owner = Name,
            },
            CancellationToken.None).ConfigureAwait(false);
        if (!reply.IsAccepted)
        {
            _subscription = before;
            return CommandWords.Of(reply, _engine.Source);
        }

        if (reply.Vin is { } vin) _directory.Settle(vin);
        return CommandResult.Done;
    }

    // A caller that goes away leaves a command that has begun to its end.
    private async Task<CommandResult> InTurnAsync(Func<Task<CommandResult>> carryOut, CancellationToken cancellationToken)
    {
        await _line.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await carryOut().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            return CommandWords.Ended();
        }
        finally
        {
            _line.Release();
        }
    }
}

using Microsoft.Extensions.Logging;
using O2X.Actors;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Api;

/// <summary>
/// The SDK's facade for everybody who calls it through the gateway. The gateway has one owner of the engine's subscription, so subscribing
/// to informations and unsubscribing from them goes through that one; all else is the facade's.
/// </summary>
internal sealed class PimsDoor
{
    private readonly VehicleOwner _owner;
    private readonly IO2XEngine _engine;
    private readonly Pims _facade;
    private readonly Lazy<Task> _initialized;

    public PimsDoor(IO2XEngine engine, VehicleOwner owner, ILogger<PimsDoor> logger)
    {
        _engine = engine;
        _owner = owner;
        _facade = new Pims(engine, new PimsOptions { Owner = VehicleOwner.Name }, logger);
        _initialized = new Lazy<Task>(() => _facade.Initialize());
    }

    /// <summary>Makes one call.</summary>
    /// <returns>SUCCEEDED or FAILED, and in the second case what to do about it where it is known.</returns>
    public async Task<(PimsMessage Message, string? Words)> CallAsync(
        PimsMethod method, string name, PimsParameters parameters, CancellationToken cancellationToken)
    {
        if (PimsApis.TryFind(method, name, out var api, out _) && api.Name == PimsApis.Informations)
        {
            if (method == PimsMethod.Subscribe) return Message(await SubscribeAsync(parameters, cancellationToken).ConfigureAwait(false));
            if (method == PimsMethod.Unsubscribe) return Message(await _owner.UnsubscribeAsync(cancellationToken).ConfigureAwait(false));
        }

        await _initialized.Value.ConfigureAwait(false);
        var message = await (method switch
        {
            PimsMethod.Get => _facade.Get(name, parameters),
            PimsMethod.Set => _facade.Set(name, parameters),
            // What is subscribed to is told by the stream.
            PimsMethod.Subscribe => _facade.Subscribe(name, parameters, _ => { }),
            _ => _facade.Unsubscribe(name),
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
        return (message, null);
    }

    private async Task<CommandResult> SubscribeAsync(PimsParameters parameters, CancellationToken cancellationToken)
    {
        var asked = SubscribeParameters.Read(new ParameterReader(parameters.Root), _engine.Remembered);
        if (asked.Error is { } wrong) return new CommandResult(wrong, null);
        return await _owner.SubscribeAsync(
            new SubscribeCommand { Vin = asked.Vin, FirstTime = asked.FirstTime, Reception = asked.Reception }, cancellationToken).ConfigureAwait(false);
    }

    private static (PimsMessage Message, string? Words) Message(CommandResult result) => (
        new PimsMessage(TransactionIds.Next(), result.IsDone ? PimsStatus.Succeeded : PimsStatus.Failed) { Error = result.Error },
        result.Words);
}

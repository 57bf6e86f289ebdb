using O2X.Cli.Output;
using O2X.Cli.Sessions;
using O2X.Links;

namespace O2X.Cli.Capture;

/// <summary>
/// Records a bus without an engine: whatever vehicle is on it, and from the first frame on. When the interface goes, it waits until it is
/// back.
/// </summary>
internal sealed class BusCapture(ILinkTransport bus, CandumpRecorder recorder, Action<string> say, TimeProvider time)
{
    // An interface that goes down fails its sockets before it tells its state.
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private bool _isDown;

    /// <summary>Records until it is ended.</summary>
    /// <param name="stop">Ends it.</param>
    /// <returns>Why it could not begin; Done when it could.</returns>
    public async Task<Outcome> RunAsync(CancellationToken stop)
    {
        var states = new StateWatch();
        using var subscription = bus.State.Subscribe(states);
        try
        {
            if (states.Latest is { Availability: not Availability.On } state) return Unusable(state.Detail, state.Advice);
            if (await ListenAsync(stop).ConfigureAwait(false) is { } refusal) return Unusable(refusal.Detail, refusal.Advice);
            while (true)
            {
                await Task.Delay(_pause, time, stop).ConfigureAwait(false);
                await states.UsableAsync().WaitAsync(stop).ConfigureAwait(false);
                await ListenAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Outcome.Done;
        }
    }

    /// <summary>Listens until the link ends. Returns why it could not be made; null when it could.</summary>
    private async Task<LinkFault?> ListenAsync(CancellationToken stop)
    {
        try
        {
            // A bus needs no sighting: whoever connects hears it, known frames or not.
            var closed = recorder.Begin();
            await using var link = await bus.ConnectAsync(new Sighting(bus.Info.Name, 0) { IsBus = true }, recorder, stop).ConfigureAwait(false);
            if (_isDown) say($"{bus.Info.Name} is back and recorded again.");
            var fault = await closed.WaitAsync(stop).ConfigureAwait(false);
            say($"{bus.Info.Name}: {Wording.Of(fault)} Recording goes on when it is back.");
            _isDown = true;
            return null;
        }
        catch (LinkException error)
        {
            return error.Fault;
        }
    }

    private Outcome Unusable(string? detail, string? advice) => new(
        ExitCode.SourceUnusable,
        string.Join(' ', new[] { $"{bus.Info.Name} is not usable.", detail, advice }.Where(part => !string.IsNullOrEmpty(part))));
}

using O2X.Actors;
using O2X.Actors.Hosting.Sources;
using O2X.Actors.Storage;
using O2X.Cli.Capture;
using O2X.Cli.Sessions;
using O2X.Links;
using O2X.Links.BlueZ.Peripheral;
using O2X.Links.Can.Log;
using O2X.Links.Recording;
using O2X.Simulator;
using O2X.Vehicles;

namespace O2X.Cli.Dongle;

/// <summary>Listens to a source with an engine and serves what it says, until the source or the user ends it.</summary>
internal sealed class DongleServing(DongleRequest request, Terminal terminal)
{
    // As often as the fastest characteristic may be told.
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly bool _isSimulated = request.Source is SimulatorSource or LogSource;
    private TaskCompletionSource<LinkFault> _ended = NewEnd();
    private bool _wasReady;

    public async Task<Outcome> RunAsync()
    {
        if (!request.Options.Server.Secured) Say(DongleText.OpenWarning);
        await using var source = request.Source.Open(terminal.Time);
        await using var dongle = new BlueZDongle(request.Vin, request.Options, terminal.Time);
        var notices = SayAllAsync(dongle);
        await using var engine = EngineRun.Start(new RecordingTransport(source, new FrameTap(dongle)), new MemoryVehicleStore(), informationInterval: _interval);
        var outcome = await ServeAsync(engine.Engine, dongle, (source as LogTransport)?.Recording?.Vin).ConfigureAwait(false);
        await dongle.DisposeAsync().ConfigureAwait(false);
        await notices.ConfigureAwait(false);
        Say(DongleText.Of(dongle.Counters, dongle.PacketsRefused));
        return outcome;
    }

    private static TaskCompletionSource<LinkFault> NewEnd() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<Outcome> ServeAsync(IO2XEngine engine, BlueZDongle dongle, Vin? recorded)
    {
        var tap = new SnapshotTap(engine, dongle, _isSimulated);
        var said = new LinkNotices(engine.Source.Name, Say);
        using var information = engine.Information.Subscribe(tap.Information);
        using var link = engine.Link.Subscribe(report =>
        {
            said.Link(report);
            tap.Link(report);
            OnLink(report);
        });
        while (true)
        {
            _ended = NewEnd();
            // The simulated car has a VIN of its own, whatever the dongle is to stand for.
            var reply = await engine.SubscribeAsync(new SubscribeRequest
            {
                FirstTime = engine.Remembered is null,
                Vin = request.Source is SimulatorSource ? SimulatedWorld.DefaultVin : recorded ?? request.Vin,
                Owner = Subscribing.Owner,
            }).ConfigureAwait(false);
            if (!reply.IsAccepted) return Subscribing.OutcomeOf(reply, engine.Source.Name);
            try
            {
                var fault = await _ended.Task.WaitAsync(terminal.Stop).ConfigureAwait(false);
                // The vehicle may come home long after the dongle has started.
                if (fault.Reason != LinkLossReason.ScanTimeout) return Subscribing.OutcomeOf(fault, engine.Source.Name, _wasReady, request.Vin);
            }
            catch (OperationCanceledException) when (terminal.Stop.IsCancellationRequested)
            {
                return Outcome.Done;
            }
        }
    }

    private void OnLink(LinkReport report)
    {
        _wasReady |= report.State == LinkState.Ready;
        if (report is { State: LinkState.Idle, Fault: { } fault }) _ended.TrySetResult(fault);
    }

    private async Task SayAllAsync(BlueZDongle dongle)
    {
        await foreach (var notice in dongle.Notices.ReadAllAsync().ConfigureAwait(false)) Say(DongleText.Of(notice));
    }

    private void Say(string text) => terminal.Error.WriteLine($"o2x: {text}");
}

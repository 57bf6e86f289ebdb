using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Notifications;

/// <summary>Looks at the vehicle each second, and notifies of what the rules say.</summary>
internal sealed class NotificationWatch(
    NotificationService service, LiveVehicle vehicle, EventFeed feed, GatewayState state, IOptions<NotificationOptions> options, TimeProvider clock, ILogger<NotificationWatch> logger)
    : IHostedService, IDisposable
{
    private const Alerts ChargeAlerts = Alerts.Stop | Alerts.BatteryCharge | Alerts.BatteryTemperature;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    private readonly NotificationMemoryFile? _file = state.Folder is { } folder ? new NotificationMemoryFile(folder) : null;
    private readonly CancellationTokenSource _stop = new();
    private NotificationMemory _memory = new();
    private VehicleId _vehicle;
    private DateTimeOffset _lastHeard;
    private FeedListener? _listener;
    private Task _run = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = feed.Listen();
        _run = Task.WhenAll(WatchAsync(), service.RunAsync(_stop.Token));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _run.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _listener?.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await LookAsync().ConfigureAwait(false);
            }
            catch (Exception problem) when (!_stop.IsCancellationRequested)
            {
                NotificationLog.Failed(logger, problem.Message);
            }

            await Task.WhenAny(Task.Delay(_look, clock, _stop.Token)).ConfigureAwait(false);
        }
    }

    private async ValueTask LookAsync()
    {
        var view = vehicle.View();
        if (_vehicle != view.Identity.Id)
        {
            _vehicle = view.Identity.Id;
            _lastHeard = view.Information?.ReceivedAt ?? view.At;
            _memory = _file?.Read(_vehicle) ?? new NotificationMemory();
        }

        var records = _listener!.IsBehind ? await _listener.ReadAsync(_stop.Token).ConfigureAwait(false) : _listener.TakeWaiting();
        if (view.Link.State == LinkState.Ready || view.Link.IsAsleep) _lastHeard = view.At;
        var (memory, told) = NotificationRules.Decide(_memory, Observe(view, records.Any(IsCantCharge)), options.Value);
        foreach (var kind in told) service.Add(kind, view);
        Remember(memory);
    }

    private Observation Observe(VehicleView view, bool cantCharge)
    {
        var snapshot = view.Snapshot ?? default;
        return new Observation(
            view.At,
            snapshot.Status,
            view.QualityOf(Signal.StateOfCharge) == Quality.Live ? snapshot.StateOfCharge : null,
            view.QualityOf(Signal.ChargeRequested) == Quality.Live ? snapshot.ChargeRequested : null,
            view.QualityOf(Signal.Alerts) == Quality.Live && (snapshot.CurrentAlerts.Active & ChargeAlerts) != 0,
            cantCharge,
            view.Link.State == LinkState.Idle ? null : view.At - _lastHeard);
    }

    // Of a record from the journal only its JSON is known.
    private bool IsCantCharge(FeedRecord record) =>
        record.Kind == FeedKind.Event && record.Vehicle == _vehicle
        && (record.Happened?.Kind == VehicleEventKind.CantCharge
            || (record.Happened is null && record.Json.Span.IndexOf("\"event\":\"cantCharge\""u8) >= 0));

    private void Remember(NotificationMemory memory)
    {
        var isNew = memory with { LeftChargingAt = null } != _memory with { LeftChargingAt = null };
        _memory = memory;
        if (!isNew || _file is null) return;
        try
        {
            _file.Write(_vehicle, memory);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            NotificationLog.NotSaved(logger, problem.Message);
        }
    }
}

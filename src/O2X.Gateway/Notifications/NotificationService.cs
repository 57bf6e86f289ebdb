using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Notifications;

/// <summary>Where notifications stand, for the page.</summary>
/// <param name="IsOn">Whether somebody is notified at all.</param>
/// <param name="Waiting">How many wait to be sent.</param>
/// <param name="DeliveredAt">When the last one was delivered, UTC; null: none yet.</param>
/// <param name="Problem">Why the last one was not; null: it was.</param>
internal sealed record NotificationState(bool IsOn, int Waiting, DateTimeOffset? DeliveredAt, string? Problem);

/// <summary>
/// Sends notifications to the webhook, one after the other, and tries again what may arrive later. What waits ends with the process.
/// </summary>
internal sealed class NotificationService : IDisposable
{
    /// <summary>How often one is tried: over about an hour and a half.</summary>
    public const int MostAttempts = 24;

    /// <summary>What is said when nobody is notified.</summary>
    public const string IsOff = $"No webhook is set. Give its address in {NotificationOptions.Section}:{nameof(NotificationOptions.Webhook)}.";

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(5);

    private readonly NotificationQueue _queue = new();
    private readonly Webhook? _webhook;
    private readonly LiveVehicle _vehicle;
    private readonly TimeProvider _clock;
    private readonly ILogger<NotificationService> _logger;
    private volatile NotificationState _last;
    private volatile int _sending;

    public NotificationService(
        WebhookTransport transport, LiveVehicle vehicle, IOptions<NotificationOptions> options, TimeProvider clock, ILogger<NotificationService> logger)
    {
        _vehicle = vehicle;
        _clock = clock;
        _logger = logger;
        _webhook = NotificationOptionsValidation.Address(options.Value.Webhook) is { } address ? new Webhook(transport, address, clock) : null;
        _last = new NotificationState(_webhook is not null, 0, null, null);
    }

    public NotificationState State => _last with { Waiting = _queue.Count + _sending };

    /// <summary>Sends a notification that is a test, once and at once, and says what became of it.</summary>
    public async Task<Delivery> TestAsync(CancellationToken cancellationToken = default)
    {
        if (_webhook is null)
            return new Delivery(false, IsOff);
        var delivery = await _webhook.PostAsync(Make(NotificationKind.Test, _vehicle.View()), cancellationToken).ConfigureAwait(false);
        Tell(delivery);
        return delivery;
    }

    /// <summary>Sends one as soon as it can be.</summary>
    public void Add(NotificationKind kind, VehicleView view)
    {
        if (_queue.Add(Make(kind, view))) NotificationLog.Overflow(_logger);
    }

    /// <summary>Sends what waits until it shall end.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (_queue.Take() is { } notification) await SendAsync(notification, stop).ConfigureAwait(false);
            else await Task.WhenAny(Task.Delay(_look, _clock, stop)).ConfigureAwait(false);
        }
    }

    public void Dispose() => _webhook?.Dispose();

    private static Notification Make(NotificationKind kind, VehicleView view) =>
        new(Guid.NewGuid(), kind, view.Identity, view.At, view.Snapshot?.StateOfCharge ?? (int?)view.Information?.Data.BatterySoc.Value);

    private async Task SendAsync(Notification notification, CancellationToken stop)
    {
        _sending = 1;
        var wait = _look;
        for (var attempt = 1; !stop.IsCancellationRequested; attempt++)
        {
            var delivery = await TryAsync(notification, stop).ConfigureAwait(false);
            if (delivery is null) break;
            Tell(delivery);
            if (delivery.IsDelivered) break;
            if (!delivery.CanBeRepeated || attempt == MostAttempts)
            {
                NotificationLog.GivenUp(_logger, notification.Kind, delivery.Words);
                break;
            }

            if (attempt == 1) NotificationLog.Delayed(_logger, notification.Kind, delivery.Words);
            await Task.WhenAny(Task.Delay(wait, _clock, stop)).ConfigureAwait(false);
            wait = wait * 2 > _longestWait ? _longestWait : wait * 2;
        }

        _sending = 0;
    }

    // Null: it shall end.
    private async Task<Delivery?> TryAsync(Notification notification, CancellationToken stop)
    {
        try
        {
            return await _webhook!.PostAsync(notification, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception problem)
        {
            // Something that nobody thought of ends this attempt, not the gateway.
            return new Delivery(false, problem.GetType().Name, CanBeRepeated: true);
        }
    }

    private void Tell(Delivery delivery) => _last = delivery.IsDelivered
        ? _last with { DeliveredAt = _clock.GetUtcNow(), Problem = null }
        : _last with { Problem = delivery.Words };
}

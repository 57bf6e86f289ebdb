using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using O2X.Gateway.Feed;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>
/// Keeps a connection to the broker as long as the gateway lives. Whatever the broker does, the gateway goes on.
/// <code>
/// Connecting  connected                 Connected   (MqttSession publishes)
/// Connecting  refused, no answer        Waiting     (1 s to a minute, by chance)
/// Connected   lost                      Waiting
/// Connected   the vehicle is another    Connecting  (the will is the vehicle's)
/// Waiting     time is up                Connecting
/// </code>
/// </summary>
internal sealed class MqttPublisher : IHostedService, IDisposable
{
    private static readonly TimeSpan _connectLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _leaveLimit = TimeSpan.FromSeconds(3);

    // One that is thrown out at once, as by another client of the same name, shall not come back each second.
    private static readonly TimeSpan _held = TimeSpan.FromSeconds(10);

    private readonly IBroker _broker;
    private readonly LiveVehicle _vehicle;
    private readonly EventFeed _feed;
    private readonly MqttOptions _options;
    private readonly MqttMonitor _monitor;
    private readonly MqttBackoff _backoff;
    private readonly MqttCommands _commands;
    private readonly string? _folder;
    private readonly MqttErasures _erasures;
    private readonly TimeProvider _clock;
    private readonly ILogger<MqttPublisher> _logger;
    private readonly MqttStates _states = new();
    private readonly CancellationTokenSource _stop = new();
    private FeedListener? _listener;
    private MqttOutbox _outbox = null!;
    private Task _run = Task.CompletedTask;
    private string? _told;

    public MqttPublisher(
        IBroker broker,
        LiveVehicle vehicle,
        EventFeed feed,
        VehicleDirectory directory,
        GatewayState state,
        IOptions<MqttOptions> options,
        MqttMonitor monitor,
        MqttBackoff backoff,
        TimeProvider clock,
        ILogger<MqttPublisher> logger)
    {
        _broker = broker;
        _vehicle = vehicle;
        _feed = feed;
        _options = options.Value;
        _monitor = monitor;
        _backoff = backoff;
        _clock = clock;
        _logger = logger;
        _folder = state.Folder;
        _erasures = new MqttErasures(directory, _options);
        _commands = new MqttCommands(vehicle.Owner, logger);
    }

    /// <summary>The gateway's version, as its package has it.</summary>
    public static string Version { get; } = typeof(MqttPublisher).Assembly.GetName().Version?.ToString(3)
        ?? typeof(MqttPublisher).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var position = new MqttPosition(_folder, _logger);
        var after = position.Read();
        if (after is null) position.Keep(_feed.LastId);
        _listener = _feed.Listen(after);
        _outbox = new MqttOutbox(_listener, vehicle => MqttTopics.Of(_options, vehicle), position);
        _run = RunAsync();
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

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            _monitor.Tell(MqttPhase.Connecting, _monitor.State.Problem);
            var problem = await ConnectAndPublishAsync().ConfigureAwait(false);
            if (problem is null) continue;
            var delay = _backoff.Next();
            var wait = Task.Delay(delay, _clock, _stop.Token);
            _monitor.Tell(MqttPhase.Waiting, problem, delay);
            await Task.WhenAny(wait).ConfigureAwait(false);
        }
    }

    /// <returns>Why there is no connection any more; null: it was ended.</returns>
    private async Task<string?> ConnectAndPublishAsync()
    {
        var begun = _clock.GetTimestamp();
        var wasConnected = false;
        try
        {
            var vehicle = _vehicle.Identity.Id;
            var inbox = new MqttInbox(_commands, _options, vehicle);
            var opened = new TaskCompletionSource<MqttSession>(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var connection = await ConnectAsync(vehicle, inbox, opened.Task).ConfigureAwait(false);
            var session = new MqttSession(connection, _vehicle, _erasures, _outbox, _states, _monitor, _options, _clock, _logger);
            opened.SetResult(session);
            wasConnected = true;
            begun = _clock.GetTimestamp();
            TellConnected();
            if (await session.RunAsync(inbox, _stop.Token).ConfigureAwait(false) is { } words) throw new BrokerException(words);
            using var limit = new CancellationTokenSource(_leaveLimit, _clock);
            await session.LeaveAsync(limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
        catch (BrokerException problem)
        {
            if (wasConnected && _clock.GetElapsedTime(begun) >= _held) _backoff.Reset();
            TellProblem(problem.Message, wasConnected);
            return problem.Message;
        }
        catch (Exception problem)
        {
            // Something that nobody thought of ends this attempt, not the gateway.
            TellProblem($"{problem.GetType().Name}: {problem.Message}", wasConnected);
            return problem.Message;
        }
    }

    private async Task<IBrokerConnection> ConnectAsync(VehicleId vehicle, MqttInbox inbox, Task<MqttSession> opened)
    {
        using var limit = new CancellationTokenSource(_connectLimit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        var topics = MqttTopics.Of(_options, vehicle);
        var hello = new BrokerHello($"o2x-{vehicle}", BrokerMessage.Retained(topics.Gateway, PresentMessages.Offline));
        try
        {
            return await _broker.ConnectAsync(
                hello,
                message => inbox.ReceiveAsync(message, async reply => await (await opened.ConfigureAwait(false)).SendAsync(reply, _stop.Token).ConfigureAwait(false)),
                either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            throw new BrokerException($"{BrokerAddress.Of(_options.Broker)} did not answer within {_connectLimit.TotalSeconds} s.");
        }
    }

    private void TellConnected()
    {
        _told = null;
        _monitor.Tell(MqttPhase.Connected);
        MqttLog.Connected(_logger);
    }

    private void TellProblem(string problem, bool wasConnected)
    {
        if (wasConnected) MqttLog.Lost(_logger, problem);
        else if (problem != _told) MqttLog.NotConnected(_logger, problem);
        _told = problem;
    }
}

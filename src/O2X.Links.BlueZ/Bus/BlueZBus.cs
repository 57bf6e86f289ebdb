using System.Collections.Immutable;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Bus;

/// <summary>
/// The conversation with bluetoothd: keeps its objects as it tells them, comes back by itself when the bus or bluetoothd was away, and
/// tells its listeners each change in order, on one thread, after <see cref="Objects"/> holds it.
/// </summary>
internal sealed class BlueZBus : IAsyncDisposable
{
    private static readonly MatchRule _signals = new() { Type = MessageType.Signal, Sender = BlueZNames.Service };

    private static readonly MatchRule _owner = new()
    {
        Type = MessageType.Signal,
        Sender = DBusConnection.Bus,
        Interface = DBusConnection.Bus,
        Member = "NameOwnerChanged",
        Arg0 = BlueZNames.Service,
    };

    private static readonly MatchRule _sleep = new()
    {
        Type = MessageType.Signal,
        Sender = BlueZNames.LoginService,
        Interface = BlueZNames.LoginManager,
        Member = "PrepareForSleep",
    };

    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly string _address;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;
    private ImmutableArray<IBlueZListener> _listeners = [];
    private volatile BusCondition _condition = BusCondition.Connecting;
    private volatile DBusConnection? _connection;

    /// <summary>Begins the conversation.</summary>
    /// <param name="address">The bus.</param>
    /// <param name="clock">The clock of its waits and time limits.</param>
    public BlueZBus(string address, TimeProvider clock)
    {
        _address = address;
        _clock = clock;
        _running = Task.Run(RunAsync);
    }

    /// <summary>Whether BlueZ can be spoken to.</summary>
    public BusCondition Condition => _condition;

    /// <summary>Completes when <see cref="Condition"/> is known for the first time.</summary>
    public Task Known => _known.Task;

    /// <summary>What BlueZ has.</summary>
    public BlueZObjects Objects { get; } = new();

    /// <summary>The connection to the bus, for those who serve objects; null while there is none.</summary>
    public DBusConnection? Connection => _connection;

    /// <summary>Tells a listener each change from now on, until what is returned is disposed of.</summary>
    public IDisposable Listen(IBlueZListener listener)
    {
        lock (_gate) _listeners = _listeners.Add(listener);
        return new Listening(this, listener);
    }

    /// <summary>Calls a method of BlueZ that answers nothing.</summary>
    /// <exception cref="DBusException">BlueZ or the bus refused.</exception>
    /// <exception cref="DBusConnectionClosedException">The bus is gone.</exception>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public Task CallAsync(BlueZCall call, CancellationToken cancellationToken = default)
    {
        var connection = Required();
        return connection.CallMethodAsync(call.Write(connection), call.Timeout, cancellationToken);
    }

    /// <inheritdoc cref="CallAsync(BlueZCall, CancellationToken)"/>
    public Task<T> CallAsync<T>(BlueZCall call, MessageValueReader<T> reader, CancellationToken cancellationToken = default)
    {
        var connection = Required();
        return connection.CallMethodAsync(call.Write(connection), reader, null, call.Timeout, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private static TimeSpan Longer(TimeSpan wait) => TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, _longestWait.Ticks));

    private DBusConnection Required() => _connection ?? throw new DBusConnectionClosedException("There is no connection to the bus.");

    private async Task RunAsync()
    {
        var wait = _firstWait;
        while (!_stop.IsCancellationRequested)
        {
            var began = _clock.GetTimestamp();
            try
            {
                await ConverseAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception problem) when (problem is DBusConnectFailedException or DBusConnectionClosedException or DBusException or TimeoutException)
            {
                Become(BusCondition.Of(problem));
            }

            // A bus that was there is sought again at once, one that is missing less and less often.
            wait = _clock.GetElapsedTime(began) > _longestWait ? _firstWait : Longer(wait);
            await Task.Delay(wait, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Become(new BusCondition(BusState.Unreachable, "The transport was closed."));
    }

    private async Task ConverseAsync()
    {
        await using var connection = new DBusConnection(_address, _clock);
        await connection.ConnectAsync(_stop.Token).ConfigureAwait(false);
        _connection = connection;
        try
        {
            await connection.AddMatchAsync(_signals, BlueZSignals.Read, Take).ConfigureAwait(false);
            await connection.AddMatchAsync(_owner, BlueZSignals.ReadOwner, owner => OnOwner(connection, owner)).ConfigureAwait(false);
            await connection.AddMatchAsync(_sleep, BlueZSignals.ReadWoke, OnSleep).ConfigureAwait(false);
            await LoadAsync(connection).ConfigureAwait(false);
            var ended = await connection.DisconnectedAsync().WaitAsync(_stop.Token).ConfigureAwait(false);
            Become(new BusCondition(BusState.Unreachable, ended?.Message ?? "the connection was closed"));
        }
        finally
        {
            _connection = null;
        }
    }

    // A bluetoothd that comes has other objects than the one that went.
    private void OnOwner(DBusConnection connection, string? owner)
    {
        if (owner is null) return;
        Become(BusCondition.NoService);
        if (owner.Length > 0) _ = LoadAsync(connection);
    }

    private async Task LoadAsync(DBusConnection connection)
    {
        for (var wait = _firstWait; !await TryLoadAsync(connection).ConfigureAwait(false); wait = Longer(wait))
            await Task.Delay(wait, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Asks for everything.</summary>
    /// <returns>Whether it is settled: asking again would change nothing.</returns>
    private async Task<bool> TryLoadAsync(DBusConnection connection)
    {
        try
        {
            // Taken over by the reader: between the signals before the answer and those after it, so that none is lost or overwritten.
            await connection.CallMethodAsync(BlueZCall.GetManagedObjects.Write(connection), TakeAll).ConfigureAwait(false);
            return true;
        }
        catch (DBusException problem)
        {
            Become(problem.ErrorName == DBusErrors.AccessDenied
                ? new BusCondition(BusState.Denied, problem.ErrorMessage)
                : BusCondition.NoService with { Detail = problem.ErrorMessage });
            // Who is not there is told of when it comes; a service that fails otherwise is only beginning, or broken.
            return problem.ErrorName is DBusErrors.AccessDenied or DBusErrors.ServiceUnknown or DBusErrors.NameHasNoOwner or DBusErrors.NoReply;
        }
        catch (DBusConnectionClosedException)
        {
            // The conversation is over, which is told where it is led.
            return true;
        }
        catch (Exception problem) when (problem is TimeoutException or DBusProtocolException)
        {
            Become(BusCondition.NoService with { Detail = problem.Message });
            return _stop.IsCancellationRequested;
        }
    }

    private bool TakeAll(Message message, object? state)
    {
        var all = BlueZSignals.ReadManagedObjects(message, state);
        Objects.Clear();
        foreach (var change in all) Objects.Add(change.Path, change.Interface, change.Properties);
        Become(BusCondition.Ready);
        return true;
    }

    private void Take(IReadOnlyList<ObjectChange> changes)
    {
        if (_condition.State != BusState.Ready) return;
        foreach (var change in changes)
        {
            switch (change.Kind)
            {
                case ChangeKind.Added:
                    Objects.Add(change.Path, change.Interface, change.Properties);
                    break;
                case ChangeKind.Removed:
                    Objects.Remove(change.Path, change.Interface);
                    break;
                case ChangeKind.Changed when !Objects.Change(change.Path, change.Interface, change.Properties, change.Invalidated):
                    continue;
            }

            Tell(in change);
        }
    }

    private void OnSleep(bool woke)
    {
        if (woke) Tell(ObjectChange.OfAll(ChangeKind.Woke));
    }

    private void Become(BusCondition condition)
    {
        _condition = condition;
        if (condition.State != BusState.Ready) Objects.Clear();
        Tell(ObjectChange.OfAll(ChangeKind.Reset));
        if (condition.State != BusState.Connecting) _known.TrySetResult();
    }

    private void Tell(in ObjectChange change)
    {
        foreach (var listener in _listeners) listener.OnChange(in change);
    }

    private void Forget(IBlueZListener listener)
    {
        lock (_gate) _listeners = _listeners.Remove(listener);
    }

    private sealed class Listening(BlueZBus bus, IBlueZListener listener) : IDisposable
    {
        public void Dispose() => bus.Forget(listener);
    }
}

using Akka.Actor;
using O2X.Actors.Diagnostics;
using O2X.Actors.Execution;
using O2X.Actors.Linking;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Actors;

/// <summary>The edge between callers and the engine's actors.</summary>
internal sealed class VehicleEngine(EngineContext context, IActorRef supervisor, Task systemEnded, SerialDispatchers.Lease? dispatcher)
    : IO2XEngine
{
    // A bound on the actors' own answers, not on what they wait for: those waits are bounded by themselves, and by less.
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Task? _disposal;

    public TransportInfo Source => context.Source;

    public TimeProvider Clock => context.Clock;

    public IObservable<VehicleSnapshot> Information => context.Streams.Information;

    public IObservable<VehicleSnapshot> Status => context.Streams.Status;

    public IObservable<VehicleEvent> Events => context.Streams.Events;

    public IObservable<LinkReport> Link => context.Streams.Link;

    public Vin? SubscribedVin => context.Board.Vin;

    public RememberedVehicle? Remembered => context.Board.Remembered;

    public VehicleInformation? LastInformation => context.Board.LastInformation;

    public LinkReport LinkReport => context.Board.Report;

    public Timeouts Timeouts => context.Board.Timeouts;

    public Task Completion => context.Ended.Task;

    public EngineCounters Counters =>
        new(context.Board.Counters, context.Board.StaleEpochs, context.Streams.Information.Skipped, context.Crashes.Count);

    private bool IsDisposed
    {
        get
        {
            lock (_gate) return _disposal is not null || systemEnded.IsCompleted;
        }
    }

    public Diagnosis Diagnose() => Examination.Of(context, Counters, IsDisposed);

    public bool LogsSightings
    {
        get => context.Board.LogsSightings;
        set => context.Board.LogsSightings = value;
    }

    public Task<SubscribeReply> SubscribeAsync(SubscribeRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AskAsync<SubscribeReply>(new LinkProtocol.Subscribe(request), cancellationToken);
    }

    public Task<UnsubscribeReply> UnsubscribeAsync(
        string owner = SubscribeRequest.DefaultOwner, CancellationToken cancellationToken = default) =>
        AskAsync<UnsubscribeReply>(new LinkProtocol.Unsubscribe(owner), cancellationToken);

    public Task<Timeouts> SetTimeoutsAsync(
        TimeSpan? scan = null, TimeSpan? looseConnection = null, TimeSpan? changeStatus = null, CancellationToken cancellationToken = default)
    {
        var defaults = new Timeouts();
        _ = new Timeouts
        {
            Scan = scan ?? defaults.Scan,
            LooseConnection = looseConnection ?? defaults.LooseConnection,
            ChangeStatus = changeStatus ?? defaults.ChangeStatus,
        }.Validated();
        return AskAsync<Timeouts>(new LinkProtocol.SetTimeouts(scan, looseConnection, changeStatus), cancellationToken);
    }

    public async Task ClearDataAsync(CancellationToken cancellationToken = default)
    {
        var answer = await AskAsync<LinkProtocol.DataCleared>(new LinkProtocol.ClearData(), cancellationToken).ConfigureAwait(false);
        if (answer.Failure is not null) throw new IOException(answer.Failure);
    }

    public async Task<bool> ForgetVehicleAsync(CancellationToken cancellationToken = default)
    {
        var answer = await AskAsync<LinkProtocol.VehicleForgotten>(new LinkProtocol.ForgetVehicle(), cancellationToken).ConfigureAwait(false);
        return answer.Failure is null ? answer.IsForgotten : throw new IOException(answer.Failure);
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate) _disposal ??= ShutDownAsync();
        return new ValueTask(_disposal);
    }

    private async Task ShutDownAsync()
    {
        // Actors that were stopped by others, or went down with their actor system, do not answer.
        if (!context.Ended.Task.IsCompleted) await Task.WhenAny(StopActorsAsync(), systemEnded).ConfigureAwait(false);
        EngineMeter.Remove(context);
        context.Ended.TrySetResult();
        Settle();
        await SettleStoreAsync().ConfigureAwait(false);
        context.Store.Dispose();
        context.Streams.Complete();
        dispatcher?.Dispose();
    }

    private async Task StopActorsAsync()
    {
        try
        {
            await supervisor.Ask<LinkProtocol.ShutDown>(new LinkProtocol.Shutdown(), _answerTimeout).ConfigureAwait(false);
            await supervisor.GracefulStop(_answerTimeout).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AskTimeoutException or OperationCanceledException)
        {
            EngineLog.ActorsDidNotStop(context.Logger, exception);
        }
    }

    // A disk that never answers must not keep the program from ending. Its time is real, whatever the engine's clock.
    private async Task SettleStoreAsync()
    {
        try
        {
            await context.Store.SettledAsync().WaitAsync(context.Options.CloseTimeout, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            EngineLog.NotSavedInTime(context.Logger);
        }
    }

    private async Task<T> AskAsync<T>(object message, CancellationToken cancellationToken)
    {
        lock (_gate) ObjectDisposedException.ThrowIf(_disposal is not null, this);
        var answer = supervisor.Ask<T>(message, _answerTimeout, cancellationToken);
        await Task.WhenAny(answer, context.Ended.Task, systemEnded).ConfigureAwait(false);
        ObjectDisposedException.ThrowIf(!answer.IsCompleted, this);
        var reply = await answer.ConfigureAwait(false);
        Settle();
        return reply;
    }

    // An answer comes in the middle of a turn. On virtual time, whoever gets it finds everything done that follows from it.
    private void Settle()
    {
        if (Clock is VirtualClock clock) clock.Executor.Run(static () => { });
    }
}

using Akka.Actor;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using O2X.Actors.Decoding;
using O2X.Actors.Diagnostics;
using O2X.Actors.Execution;
using O2X.Actors.Linking;
using O2X.Actors.Scanning;
using O2X.Actors.Storage;
using O2X.Actors.Streams;
using O2X.Actors.Supervision;
using O2X.Links;
using O2X.Links.Time;

namespace O2X.Actors;

/// <summary>Makes engines.</summary>
public static class O2XEngine
{
    private static int _count;

    /// <summary>Starts an engine in an actor system. It does nothing before it is subscribed to a vehicle.</summary>
    /// <param name="system">The actor system; it may hold any number of engines.</param>
    /// <param name="transport">Where vehicles are heard. The caller disposes of it, after the engine.</param>
    /// <param name="options">What the engine does.</param>
    /// <param name="logger">Where it logs; null: nowhere.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a profile cannot be used; the message names it.</exception>
    /// <exception cref="StoreInUseException">Another engine holds the store; the message tells which, and what to do.</exception>
    /// <exception cref="IOException">The store cannot be held.</exception>
    public static IO2XEngine Start(ActorSystem system, ILinkTransport transport, EngineOptions? options = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(transport);
        options = (options ?? new EngineOptions()).Validated();
        options = options with
        {
            Profiles = [.. options.Profiles.Select(CheckedProfile.Of)],
            ClockSynchronisation = options.SynchronisationOf(transport),
        };
        var store = options.Store.Open();
        try
        {
            return Start(system, transport, options, logger is null ? NullLogger.Instance : new GuardedLogger(logger), store);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static VehicleEngine Start(
        ActorSystem system, ILinkTransport transport, EngineOptions options, ILogger logger, IOpenVehicleStore store)
    {
        var settings = EngineSettings.Of(system);
        var lease = transport.Clock is VirtualClock clock ? SerialDispatchers.Of(system).Rent(clock.Executor) : null;
        var stored = store.Content;
        var board = new EngineBoard(options.Timeouts, transport.Clock) { Remembered = stored.Remembered };
        board.SetKept(stored.Information, stored.History);
        var streams = new EngineStreams(DeliveryFor(transport, options), transport.Info.IsLossless, options.QueueLimit, logger);
        streams.Link.Keep(board.Report);

        var context = new EngineContext(
            transport,
            options,
            lease?.Id ?? settings.Dispatcher,
            board,
            streams,
            new DecodingSession(streams, board, transport.Clock, options),
            // A vehicle that an earlier run did not get to verify is not remembered (decisions.md D32).
            new LinkSeat(stored with { Pending = null }),
            new StoreWriter(store, logger),
            logger);
        var number = Interlocked.Increment(ref _count);
        EngineMeter.Add(context, number);
        try
        {
            var supervisor = system.ActorOf(
                ActorFactory<EngineSupervisor>.PropsFor(() => new EngineSupervisor(context), context.Dispatcher),
                $"{options.Name}-{number}");
            return new VehicleEngine(context, supervisor, system.WhenTerminated, lease);
        }
        catch
        {
            // An actor system that goes down takes no actors any more.
            EngineMeter.Remove(context);
            throw;
        }
    }

    private static IDelivery DeliveryFor(ILinkTransport transport, EngineOptions options) =>
        options.Delivery is { } scheduler ? new SchedulerDelivery(scheduler)
        : transport.Clock is VirtualClock clock ? new SerialDelivery(clock.Executor)
        : ThreadPoolDelivery.Instance;
}

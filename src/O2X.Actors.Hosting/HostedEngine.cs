using Akka;
using Akka.Actor;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using O2X.Actors.Hosting.Sources;
using O2X.Actors.Storage;
using O2X.Links;

namespace O2X.Actors.Hosting;

/// <summary>The engine of one actor system, with its transport: started once, and stopped first of all when the system shuts down.</summary>
internal sealed class HostedEngine : IExtension
{
    private IO2XEngine? _engine;

    /// <summary>The engine.</summary>
    /// <exception cref="InvalidOperationException">None was started in this actor system.</exception>
    public IO2XEngine Engine =>
        _engine ?? throw new InvalidOperationException("No O2X engine was started in this actor system: call WithO2X or AddO2X.");

    public static HostedEngine Of(ActorSystem system) => system.WithExtension<HostedEngine, Id>();

    public IO2XEngine Start(ActorSystem system, O2XBuilder builder, O2XHostingOptions options, IServiceProvider services)
    {
        if (_engine is not null) throw new InvalidOperationException("This actor system has an O2X engine already.");

        var transport = builder.Transport?.Invoke(services) ?? Open(options);
        var loggers = (ILoggerFactory?)services.GetService(typeof(ILoggerFactory)) ?? NullLoggerFactory.Instance;
        try
        {
            _engine = O2XEngine.Start(system, transport, EngineOptionsOf(options, loggers), loggers.CreateLogger<IO2XEngine>());
        }
        catch
        {
            _ = transport.DisposeAsync().AsTask();
            throw;
        }

        // Before anything else of the system goes: the link is closed while its actors still live, then the transport under it.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "stop-o2x", async () =>
        {
            await _engine.DisposeAsync().ConfigureAwait(false);
            await transport.DisposeAsync().ConfigureAwait(false);
            return Done.Instance;
        });
        return _engine;
    }

    private static ILinkTransport Open(O2XHostingOptions options)
    {
        if (!VehicleSource.TryParse(options.Source, out var source, out var problem)) throw new InvalidOperationException(problem);
        if (source is SocketCanSource can) source = can with { AllIds = options.AllIds, AllowActiveCan = options.AllowActiveCan };
        return source.Open();
    }

    private static EngineOptions EngineOptionsOf(O2XHostingOptions options, ILoggerFactory loggers) =>
        new()
        {
            Timeouts = new Timeouts
            {
                Scan = options.ScanTimeout,
                LooseConnection = options.LooseConnection,
                ChangeStatus = options.ChangeStatus,
            },
            InformationInterval = options.InformationInterval,
            QueueLimit = options.QueueLimit,
            AllowUnverifiedVin = options.AllowUnverifiedVin,
            Store = options.StateDirectory is { } directory
                ? new FileVehicleStore(directory, loggers.CreateLogger<FileVehicleStore>())
                : new MemoryVehicleStore(),
        };

    private sealed class Id : ExtensionIdProvider<HostedEngine>
    {
        public override HostedEngine CreateExtension(ExtendedActorSystem system) => new();
    }
}

using System.Collections.Concurrent;
using Akka;
using Akka.Actor;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using O2X.Actors.Hosting.Sources;
using O2X.Actors.Storage;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.Actors.Hosting;

/// <summary>The engines of one actor system: each started once, and all stopped first of all when the system shuts down.</summary>
internal sealed class HostedEngines : IExtension
{
    private readonly ConcurrentDictionary<EngineName, HostedEngine> _engines = new();
    private readonly ConcurrentBag<Task> _abandoned = [];

    private HostedEngines(ActorSystem system) =>
        // Before anything else of the system goes: the links are closed while their actors still live, then the sources under them.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "stop-o2x", async () =>
        {
            await Task.WhenAll([.. _engines.Values.Select(engine => engine.DisposeAsync().AsTask()), .. _abandoned]).ConfigureAwait(false);
            return Done.Instance;
        });

    public static HostedEngines Of(ActorSystem system) => system.WithExtension<HostedEngines, Id>();

    public HostedEngine? Find(EngineName name) => _engines.GetValueOrDefault(name);

    /// <summary>Starts an engine.</summary>
    /// <exception cref="InvalidOperationException">It cannot start; the message names it and says why.</exception>
    public HostedEngine Start(ActorSystem system, EngineRegistration registration, O2XHostingOptions options, IServiceProvider services)
    {
        var name = registration.Name;
        if (_engines.ContainsKey(name)) throw new InvalidOperationException($"{name.Words} runs in this actor system already.");
        try
        {
            var transport = registration.Builder.Transport?.Invoke(services) ?? Open(options);
            try
            {
                return _engines[name] = Start(system, name, transport, options, services);
            }
            catch
            {
                _abandoned.Add(CloseAsync(transport));
                throw;
            }
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"{name.Words} cannot start: {problem.Message}", problem);
        }
    }

    private static HostedEngine Start(
        ActorSystem system, EngineName name, ILinkTransport transport, O2XHostingOptions options, IServiceProvider services)
    {
        var loggers = (ILoggerFactory?)services.GetService(typeof(ILoggerFactory)) ?? NullLoggerFactory.Instance;
        var logger = loggers.CreateLogger(CategoryOf(name));
        var engine = O2XEngine.Start(system, transport, EngineOptionsOf(name, options, loggers, SecretOf(options, logger)), logger);
        var subscriber = options.SubscribesItself ? new AutoSubscriber(engine, name, VinOf(options), logger) : null;
        return new HostedEngine(engine, transport, subscriber);
    }

    private static async Task CloseAsync(ILinkTransport transport) => await transport.DisposeAsync().ConfigureAwait(false);

    private static string CategoryOf(EngineName name)
    {
        var category = typeof(IO2XEngine).FullName!;
        return name == EngineName.Unnamed ? category : $"{category}.{name}";
    }

    private static Vin? VinOf(O2XHostingOptions options) => options.Vin is { } text ? Vin.Parse(text) : null;

    private static ILinkTransport Open(O2XHostingOptions options)
    {
        if (!VehicleSource.TryParse(options.Source, out var source, out var problem)) throw new InvalidOperationException(problem);
        if (source is SocketCanSource can) source = can with { AllIds = options.AllIds, AllowActiveCan = options.AllowActiveCan };
        return source.Open();
    }

    private static OwnerSecret? SecretOf(O2XHostingOptions options, ILogger logger)
    {
        if (options.OwnerSecretFile is not { } file) return null;
        if (!OwnerSecret.TryRead(file, out var secret, out var problem)) throw new InvalidOperationException(problem);
        if (secret.Warning is { } warning) HostingLog.SecretExposed(logger, warning);
        return secret;
    }

    private static EngineOptions EngineOptionsOf(EngineName name, O2XHostingOptions options, ILoggerFactory loggers, OwnerSecret? secret) =>
        new()
        {
            Name = name.Label,
            Timeouts = new Timeouts
            {
                Scan = options.ScanTimeout,
                LooseConnection = options.LooseConnection,
                ChangeStatus = options.ChangeStatus,
            },
            InformationInterval = options.InformationInterval,
            QueueLimit = options.QueueLimit,
            ConnectTimeout = options.ConnectTimeout,
            VerifyTimeout = options.VerifyTimeout,
            CloseTimeout = options.CloseTimeout,
            PassOver = options.PassOver,
            VinGrace = options.VinGrace,
            AllowUnverifiedVin = options.AllowUnverifiedVin,
            ClockSynchronisation = options.TrustClock ? ClockSynchronisation.Trusted : null,
            Profiles = secret?.Profiles ?? new EngineOptions().Profiles,
            Store = options.StateDirectory is { } directory
                ? new FileVehicleStore(directory, loggers.CreateLogger<FileVehicleStore>())
                : new MemoryVehicleStore(),
        };

    private sealed class Id : ExtensionIdProvider<HostedEngines>
    {
        public override HostedEngines CreateExtension(ExtendedActorSystem system) => new(system);
    }
}

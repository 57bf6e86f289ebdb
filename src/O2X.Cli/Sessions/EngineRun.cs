using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.Logging;
using O2X.Actors;
using O2X.Actors.Hosting;
using O2X.Actors.Storage;
using O2X.Links;

namespace O2X.Cli.Sessions;

/// <summary>An engine with an actor system of its own, which keeps silent: standard output belongs to the results.</summary>
internal sealed class EngineRun : IAsyncDisposable
{
    private static readonly Config _silent = ConfigurationFactory.ParseString(
        """
        akka {
          loggers = []
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
        }
        """);

    private readonly ActorSystem _system;

    private EngineRun(ActorSystem system, IO2XEngine engine)
    {
        _system = system;
        Engine = engine;
    }

    public IO2XEngine Engine { get; }

    /// <summary>Starts the engine; the caller disposes of the transport afterwards.</summary>
    /// <exception cref="IOException">The store cannot be held, or is held by another engine.</exception>
    public static EngineRun Start(
        ILinkTransport transport,
        IVehicleStore store,
        Timeouts? timeouts = null,
        ILogger? logger = null,
        OwnerSecret? secret = null,
        TimeSpan? informationInterval = null)
    {
        var system = ActorSystem.Create("o2x", _silent);
        try
        {
            var options = new EngineOptions { Store = store, Timeouts = timeouts ?? new Timeouts() };
            if (secret is not null) options = options with { Profiles = secret.Profiles };
            if (informationInterval is { } interval) options = options with { InformationInterval = interval };
            return new EngineRun(system, O2XEngine.Start(system, transport, options, logger));
        }
        catch
        {
            _ = system.Terminate();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync().ConfigureAwait(false);
        await _system.Terminate().ConfigureAwait(false);
    }
}

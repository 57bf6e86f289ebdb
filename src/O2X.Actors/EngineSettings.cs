using Akka.Actor;
using Akka.Configuration;

namespace O2X.Actors;

/// <summary>How an actor system runs the actors of its engines: the <c>o2x</c> section of its HOCON.</summary>
internal sealed class EngineSettings : IExtension
{
    private EngineSettings(Config config) => Dispatcher = config.GetString("dispatcher");

    /// <summary>The dispatcher of engines on a live clock.</summary>
    public string Dispatcher { get; }

    public static EngineSettings Of(ActorSystem system) => system.WithExtension<EngineSettings, Provider>();

    private sealed class Provider : ExtensionIdProvider<EngineSettings>
    {
        public override EngineSettings CreateExtension(ExtendedActorSystem system)
        {
            system.Settings.InjectTopLevelFallback(ConfigurationFactory.FromResource<EngineSettings>("O2X.Actors.reference.hocon"));
            return new EngineSettings(system.Settings.Config.GetConfig("o2x"));
        }
    }
}

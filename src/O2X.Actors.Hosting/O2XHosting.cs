using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace O2X.Actors.Hosting;

/// <summary>Hosts engines in a .NET application.</summary>
/// <remarks>
/// An engine's options come from its section of the configuration and from code. Whose section names a VIN subscribes to that vehicle
/// by itself when the host starts: nothing else is needed to get data. Options that are out of their range, and an engine that cannot
/// start, stop the host at its start with one exception that says what to do; nothing is left running.
/// </remarks>
public static class O2XHosting
{
    /// <summary>
    /// Adds an engine, to be had as <see cref="IO2XEngine"/>. It runs in the application's <see cref="ActorSystem"/> when one was added
    /// before (<c>AddAkka</c>), else in one of its own, starts with the host, and is stopped with it: the engine first, then the source.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Names the source and changes options; null: all of it comes from the configuration section <c>O2X</c>.</param>
    /// <remarks>Options that are out of their range stop the host at its start with an <see cref="OptionsValidationException"/>.</remarks>
    /// <exception cref="ArgumentException">It was added before.</exception>
    public static IServiceCollection AddO2X(this IServiceCollection services, Action<O2XBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(provider => Start(provider, EngineName.Unnamed));
        return services.Add(EngineName.Unnamed, configure);
    }

    /// <summary>
    /// Adds one of several engines, to be had as the keyed service <see cref="IO2XEngine"/> with its name as key. All engines run in one
    /// <see cref="ActorSystem"/>; each has a source, a vehicle and a state folder of its own.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">Its name: 1 to 40 letters, digits and <c>-</c>, and not that of an option. Its case does not count in configuration.</param>
    /// <param name="configure">Names the source and changes options; null: all of it comes from the configuration section <c>O2X:name</c>.</param>
    /// <exception cref="ArgumentException">The name cannot be one, or another engine has it.</exception>
    public static IServiceCollection AddO2X(this IServiceCollection services, string name, Action<O2XBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var engine = EngineName.Of(name);
        services.AddKeyedSingleton(name, (provider, _) => Start(provider, engine));
        return services.Add(engine, configure);
    }

    /// <summary>
    /// Starts an engine with the actor system of Akka.Hosting, to be had by <see cref="GetO2XEngine(ActorSystem)"/>, and stops it first of
    /// all when the system shuts down.
    /// </summary>
    /// <param name="akka">The actor system's configuration.</param>
    /// <param name="configure">Names the source and changes options; null: all of it comes from the configuration section <c>O2X</c>.</param>
    /// <remarks>
    /// To have the engine injected, call <see cref="AddO2X(IServiceCollection, Action{O2XBuilder})"/> after <c>AddAkka</c> instead: it runs
    /// in the same actor system. Options that are out of their range stop the application, with the reason in its log.
    /// </remarks>
    public static AkkaConfigurationBuilder WithO2X(this AkkaConfigurationBuilder akka, Action<O2XBuilder>? configure = null) =>
        akka.With(EngineName.Unnamed, configure);

    /// <summary>Starts one of several engines with the actor system of Akka.Hosting, to be had by <see cref="GetO2XEngine(ActorSystem, string)"/>.</summary>
    /// <param name="akka">The actor system's configuration.</param>
    /// <param name="name">Its name: 1 to 40 letters, digits and <c>-</c>, and not that of an option.</param>
    /// <param name="configure">Names the source and changes options; null: all of it comes from the configuration section <c>O2X:name</c>.</param>
    /// <exception cref="ArgumentException">The name cannot be one.</exception>
    public static AkkaConfigurationBuilder WithO2X(this AkkaConfigurationBuilder akka, string name, Action<O2XBuilder>? configure = null) =>
        akka.With(EngineName.Of(name), configure);

    /// <summary>The engine without a name that <c>WithO2X</c> or <c>AddO2X</c> started in an actor system.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static IO2XEngine GetO2XEngine(this ActorSystem system) => system.Get(EngineName.Unnamed);

    /// <summary>The engine that <c>WithO2X</c> or <c>AddO2X</c> started in an actor system by a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    /// <exception cref="ArgumentException">The name cannot be one.</exception>
    public static IO2XEngine GetO2XEngine(this ActorSystem system, string name) => system.Get(EngineName.Of(name));

    private static IServiceCollection Add(this IServiceCollection services, EngineName name, Action<O2XBuilder>? configure)
    {
        var before = services.Select(service => service.ImplementationInstance).OfType<EngineRegistration>().ToList();
        if (before.Any(other => other.Name == name)) throw new ArgumentException($"{name.Words} was added before.", nameof(name));
        var builder = new O2XBuilder();
        configure?.Invoke(builder);
        var registration = new EngineRegistration(name, builder) { Before = before };

        services.AddSingleton(registration);
        services.AddOptions<O2XHostingOptions>(name.Text).ValidateOnStart();
        services.AddSingleton<IConfigureOptions<O2XHostingOptions>>(Setup);
        services.AddSingleton<IValidateOptions<O2XHostingOptions>>(Setup);
        if (services.All(service => service.ServiceType != typeof(ActorSystem)))
            services.AddAkka("o2x", akka => akka.ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory()));
        services.AddSingleton<IHostedService>(provider => new EngineStarter(provider, name));
        return services;

        O2XOptionsSetup Setup(IServiceProvider provider) => new(registration, provider.GetService<IConfiguration>());
    }

    private static IO2XEngine Start(IServiceProvider services, EngineName name)
    {
        var system = services.GetRequiredService<ActorSystem>();
        var registration = services.GetServices<EngineRegistration>().Single(other => other.Name == name);
        var options = services.GetRequiredService<IOptionsMonitor<O2XHostingOptions>>().Get(name.Text);
        return HostedEngines.Of(system).Start(system, registration, options, services).Engine;
    }

    private static AkkaConfigurationBuilder With(this AkkaConfigurationBuilder akka, EngineName name, Action<O2XBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(akka);
        var builder = new O2XBuilder();
        configure?.Invoke(builder);
        var registration = new EngineRegistration(name, builder);
        return akka.AddStartup(async (system, _) =>
        {
            var services = DependencyResolver.For(system).Resolver.GetService<IServiceProvider>();
            var engine = HostedEngines.Of(system).Start(system, registration, registration.Options(services), services);
            await engine.SubscribeAsync(CancellationToken.None).ConfigureAwait(false);
        });
    }

    private static IO2XEngine Get(this ActorSystem system, EngineName name)
    {
        ArgumentNullException.ThrowIfNull(system);
        return HostedEngines.Of(system).Find(name)?.Engine
            ?? throw new InvalidOperationException($"{name.Words} was not started in this actor system: call WithO2X or AddO2X.");
    }
}

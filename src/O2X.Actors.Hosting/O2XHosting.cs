using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace O2X.Actors.Hosting;

/// <summary>Hosts an engine in a .NET application.</summary>
public static class O2XHosting
{
    /// <summary>
    /// Adds an engine, to be had as <see cref="IO2XEngine"/>. It runs in the application's <see cref="ActorSystem"/> when one was added
    /// before (<c>AddAkka</c>), else in one of its own, starts with the host, and is stopped with it: the engine first, then the source.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Names the source and changes options; null: all of it comes from the configuration section <c>O2X</c>.</param>
    /// <remarks>Options that are out of their range stop the host at its start with an <see cref="OptionsValidationException"/>.</remarks>
    public static IServiceCollection AddO2X(this IServiceCollection services, Action<O2XBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new O2XBuilder();
        configure?.Invoke(builder);

        services.AddOptions<O2XHostingOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<O2XHostingOptions>>(Setup);
        services.AddSingleton<IValidateOptions<O2XHostingOptions>>(Setup);
        if (services.All(service => service.ServiceType != typeof(ActorSystem)))
            services.AddAkka("o2x", akka => akka.ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory()));
        services.AddSingleton(provider => HostedEngine.Of(provider.GetRequiredService<ActorSystem>()).Start(
            provider.GetRequiredService<ActorSystem>(),
            builder,
            provider.GetRequiredService<IOptions<O2XHostingOptions>>().Value,
            provider));
        services.AddHostedService<EngineStarter>();
        return services;

        O2XOptionsSetup Setup(IServiceProvider provider) => new(builder, provider.GetService<IConfiguration>());
    }

    /// <summary>
    /// Starts an engine with the actor system of Akka.Hosting, to be had by <see cref="GetO2XEngine"/>, and stops it first of all when
    /// the system shuts down.
    /// </summary>
    /// <param name="akka">The actor system's configuration.</param>
    /// <param name="configure">Names the source and changes options; null: all of it comes from the configuration section <c>O2X</c>.</param>
    /// <remarks>
    /// To have the engine injected, call <see cref="AddO2X"/> after <c>AddAkka</c> instead: it runs in the same actor system.
    /// Options that are out of their range stop the application, with the reason in its log.
    /// </remarks>
    public static AkkaConfigurationBuilder WithO2X(this AkkaConfigurationBuilder akka, Action<O2XBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(akka);
        var builder = new O2XBuilder();
        configure?.Invoke(builder);
        return akka.AddStartup((system, _) =>
        {
            var services = DependencyResolver.For(system).Resolver.GetService<IServiceProvider>();
            var setup = new O2XOptionsSetup(builder, services.GetService<IConfiguration>());
            var options = new OptionsFactory<O2XHostingOptions>([setup], [], [setup]).Create(Options.DefaultName);
            HostedEngine.Of(system).Start(system, builder, options, services);
        });
    }

    /// <summary>The engine that <see cref="WithO2X"/> or <see cref="AddO2X"/> started in an actor system.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static IO2XEngine GetO2XEngine(this ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return HostedEngine.Of(system).Engine;
    }

    /// <summary>Makes the engine start with the host, not with the first that asks for it.</summary>
    private sealed class EngineStarter(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<IO2XEngine>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using O2X.Actors.Hosting.Logging;

namespace O2X.Actors.Hosting;

/// <summary>The SDK's facade and its log files in a .NET application.</summary>
public static class O2XPimsHosting
{
    /// <summary>Adds a <see cref="Pims"/> facade over the engine that <c>AddO2X</c> added; it steers the log files of <see cref="AddO2XLogFiles"/>.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="engine">The name of one of several engines, which the facade is then keyed by; null: the unnamed one.</param>
    /// <param name="options">How it answers; null: the defaults.</param>
    public static IServiceCollection AddO2XPims(this IServiceCollection services, string? engine = null, PimsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        return engine is null
            ? services.AddSingleton(provider => Make(provider, provider.GetRequiredService<IO2XEngine>(), options))
            : services.AddKeyedSingleton(engine, (provider, _) => Make(provider, provider.GetRequiredKeyedService<IO2XEngine>(engine), options));
    }

    /// <summary>Writes the application's log into files of a folder, which the SDK's calls steer and tell of.</summary>
    /// <param name="logging">The application's logging.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="options">How the files are kept; null: the defaults.</param>
    public static ILoggingBuilder AddO2XLogFiles(this ILoggingBuilder logging, string directory, LogFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.Services.TryAddSingleton(provider => new RollingLogFiles(directory, provider.GetService<TimeProvider>(), options));
        logging.Services.AddSingleton<ILogFileControl>(provider => provider.GetRequiredService<RollingLogFiles>());
        logging.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<RollingLogFiles>());
        return logging;
    }

    private static Pims Make(IServiceProvider provider, IO2XEngine engine, PimsOptions? options)
    {
        options ??= new PimsOptions();
        return new Pims(
            engine,
            options with { LogFiles = options.LogFiles ?? provider.GetService<ILogFileControl>() },
            provider.GetService<ILoggerFactory>()?.CreateLogger<Pims>());
    }
}

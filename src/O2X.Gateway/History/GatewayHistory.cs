using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using O2X.Gateway.Feed;
using O2X.Gateway.History.Recording;
using O2X.Gateway.History.Retention;
using O2X.Gateway.History.Storage;

namespace O2X.Gateway.History;

/// <summary>The room of the history: what is kept, queried and exported.</summary>
internal static class GatewayHistory
{
    public static IServiceCollection AddGatewayHistory(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(HistoryOptions.Section);
        services.AddOptions<HistoryOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HistoryOptions>, HistoryOptionsValidation>();
        services.AddSingleton<HistoryState>();
        var options = section.Get<HistoryOptions>() ?? new HistoryOptions();
        if (DialectOf(options, GatewayState.Of(configuration)) is { } make) AddDatabase(services, make);
        else AddMemory(services);
        return services;
    }

    public static IEndpointRouteBuilder MapGatewayHistory(this IEndpointRouteBuilder app) => app;

    // Without a state folder and without a database nothing is kept.
    private static Func<IHistoryDialect>? DialectOf(HistoryOptions options, GatewayState state)
    {
        // What is wrong is told when it starts.
        if (options.Database == HistoryOptions.Memory || new HistoryOptionsValidation().Validate(null, options).Failed) return null;
        if (options.IsPostgreSql) return () => new PostgreSqlDialect(options.Database, options.PasswordFile);
        if (state.Folder is null && !Path.IsPathFullyQualified(options.Database)) return null;
        return () => new SqliteDialect(Path.Combine(state.Folder ?? "", options.Database));
    }

    private static void AddMemory(IServiceCollection services)
    {
        services.AddSingleton<IEventJournal>(new MemoryJournal());
        services.AddSingleton<IVehicleHistory, MemoryHistory>();
    }

    private static void AddDatabase(IServiceCollection services, Func<IHistoryDialect> make)
    {
        services.TryAddSingleton(new HistoryThreading(HistoryThreads.Others));
        services.AddSingleton(provider => new HistoryDatabase(
            make(),
            provider.GetRequiredService<HistoryState>(),
            provider.GetRequiredService<ILogger<HistoryDatabase>>(),
            provider.GetRequiredService<HistoryThreading>().Threads));
        services.AddSingleton<IEventJournal, SqlJournal>();
        services.AddSingleton(provider => new HistoryRecorder(
            provider.GetRequiredService<HistoryDatabase>(),
            provider.GetRequiredService<HistoryState>(),
            provider.GetRequiredService<TimeProvider>(),
            TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<HistoryOptions>>().Value.SampleSeconds),
            provider.GetRequiredService<ILogger<HistoryRecorder>>()));
        services.AddSingleton<IVehicleHistory, SqlHistory>();
        services.AddSingleton(provider => new HistoryRetention(
            provider.GetRequiredService<HistoryDatabase>(), provider.GetRequiredService<IOptions<HistoryOptions>>().Value));
        services.AddHostedService<RecorderService>();
        services.AddHostedService<RetentionService>();
        services.AddHealthChecks().AddCheck<HistoryHealthCheck>(HistoryHealthCheck.Name);
    }
}

/// <summary>On which threads a database that blocks is asked, as a service: a test on virtual time replaces it.</summary>
internal sealed record HistoryThreading(HistoryThreads Threads);

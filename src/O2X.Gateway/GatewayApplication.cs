using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using O2X.Actors.Hosting;
using O2X.Gateway.Api;
using O2X.Gateway.History;
using O2X.Gateway.Mqtt;
using O2X.Gateway.Notifications;
using O2X.Gateway.Operation;
using O2X.Gateway.Pages;
using O2X.Gateway.Security;
using O2X.Gateway.Streaming;

namespace O2X.Gateway;

/// <summary>The gateway: the engine with a web page, an HTTP API, live streams, MQTT and history.</summary>
public static class GatewayApplication
{
    private static readonly TimeSpan _shutdown = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Builds a gateway, which begins when it is started. Its settings come from the launch's defaults, <c>appsettings.json</c> beside the
    /// program, the launch's file, the environment (<c>O2X__Gateway__Urls</c>) and the launch's settings; the later win.
    /// </summary>
    /// <param name="launch">How it is started.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it and what is allowed.</exception>
    /// <exception cref="IOException">The file of settings cannot be read.</exception>
    public static WebApplication Build(GatewayLaunch launch)
    {
        ArgumentNullException.ThrowIfNull(launch);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Wherever it is started from: files and settings are those of the program.
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = Assembly.GetEntryAssembly()?.GetName().Name,
        });
        AddSettings(builder.Configuration, launch);
        AddLogging(builder);
        builder.WebHost.UseStaticWebAssets();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = _shutdown);

        builder.Services.AddGatewayHistory(builder.Configuration);
        builder.Services.AddGatewayCore(builder.Configuration, launch.Engine);
        builder.Services.AddGatewayApi();
        builder.Services.AddGatewayStreaming();
        builder.Services.AddGatewayMqtt(builder.Configuration);
        builder.Services.AddGatewayNotifications(builder.Configuration);
        builder.Services.AddGatewayPages();
        builder.AddGatewayOperation();
        builder.AddGatewaySecurity();
        builder.WebHost.UseUrls(Checked(builder.Configuration).Urls);
        launch.Configure?.Invoke(builder);

        var app = builder.Build();
        app.UseGatewayApi();
        app.UseGatewaySecurity();
        app.UseGatewayPages();
        app.MapGatewaySecurity();
        app.MapGatewayOperation();
        app.MapGatewayApi();
        app.MapGatewayStreaming();
        app.MapGatewayHistory();
        app.MapGatewayNotifications();
        app.MapGatewayPages();
        return app;
    }

    private static void AddSettings(ConfigurationManager configuration, GatewayLaunch launch)
    {
        var defaults = new Dictionary<string, string?>(launch.Defaults);
        defaults.TryAdd($"{O2XHostingOptions.Section}:{nameof(O2XHostingOptions.Source)}", "sim");
        configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = defaults });
        if (launch.SettingsFile is { } file)
        {
            configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
            // The environment wins over every file.
            configuration.AddEnvironmentVariables();
        }

        configuration.AddInMemoryCollection(launch.Settings);
    }

    // Standard output belongs to the command.
    private static void AddLogging(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // It warns that keys lie on the disk unencrypted; the state folder is its owner's alone.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    // The web host needs the addresses before options are looked at.
    private static GatewayOptions Checked(ConfigurationManager configuration)
    {
        var options = configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();
        var result = new GatewayOptionsValidation().Validate(null, options);
        return result.Failed ? throw new OptionsValidationException(Options.DefaultName, typeof(GatewayOptions), result.Failures) : options;
    }
}

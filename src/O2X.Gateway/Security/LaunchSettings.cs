using Microsoft.Extensions.Configuration;

namespace O2X.Gateway.Security;

/// <summary>The settings of a gateway that is not started: for commands that work on its state.</summary>
internal static class LaunchSettings
{
    /// <summary>The state directory, in full.</summary>
    /// <exception cref="InvalidOperationException">The gateway keeps nothing.</exception>
    public static string StateDirectoryOf(GatewayLaunch launch)
    {
        var key = $"{GatewayOptions.Section}:{nameof(GatewayOptions.StateDirectory)}";
        var directory = Of(launch)[key];
        return string.IsNullOrWhiteSpace(directory)
            ? throw new InvalidOperationException($"There is no state folder: name one with --state DIR, or as {key}.")
            : Path.GetFullPath(directory);
    }

    private static IConfiguration Of(GatewayLaunch launch)
    {
        var builder = new ConfigurationBuilder()
            .AddInMemoryCollection(launch.Defaults)
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        if (launch.SettingsFile is { } file) builder.AddJsonFile(Path.GetFullPath(file), optional: false);
        return builder.AddEnvironmentVariables().AddInMemoryCollection(launch.Settings).Build();
    }
}

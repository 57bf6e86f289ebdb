using Microsoft.Extensions.Configuration;
using O2X.Actors.Hosting;
using O2X.Actors.Hosting.Sources;

namespace O2X.Gateway;

/// <summary>Where the gateway keeps what survives a restart: its own files, the history and the engine's, apart for each kind of source.</summary>
/// <param name="Folder">The folder; null: nothing is kept.</param>
internal sealed record GatewayState(string? Folder)
{
    /// <summary>The folder of a configuration.</summary>
    public static GatewayState Of(IConfiguration configuration) => Of(
        configuration[$"{GatewayOptions.Section}:{nameof(GatewayOptions.StateDirectory)}"],
        configuration[$"{O2XHostingOptions.Section}:{nameof(O2XHostingOptions.Source)}"]);

    /// <summary>The folder below the one that was configured.</summary>
    /// <param name="directory">The configured folder; null: nothing is kept.</param>
    /// <param name="source">The source, in the words of configuration.</param>
    public static GatewayState Of(string? directory, string? source)
    {
        if (string.IsNullOrWhiteSpace(directory)) return new GatewayState((string?)null);
        var name = VehicleSource.TryParse(source, out var parsed, out _)
            ? parsed switch { SimulatorSource => "sim", BlueZSource => "ble", LogSource => "log", _ => "can" }
            : "can";
        return new GatewayState(Path.Combine(Path.GetFullPath(directory), name));
    }
}

using O2X.Gateway.Vehicles;

namespace O2X.Gateway;

/// <summary>What the gateway's core does: bound to the configuration section <c>O2X:Gateway</c>, and checked when it starts.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "O2X:Gateway";

    public const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>Where it serves, separated by <c>;</c>.</summary>
    public string Urls { get; set; } = DefaultUrls;

    /// <summary>
    /// The folder that holds a folder for each kind of source; default (null): nothing is kept. The command gives the owner's state folder.
    /// </summary>
    public string? StateDirectory { get; set; }

    /// <summary>What the first vehicle is called in paths, topics and labels.</summary>
    public string Alias { get; set; } = VehicleAlias.Default;

    /// <summary>The most events that wait in memory for one listener; 16 to 100,000. One that is further behind reads from the history.</summary>
    public int ListenerLimit { get; set; } = 1024;
}

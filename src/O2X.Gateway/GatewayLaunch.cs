using Microsoft.AspNetCore.Builder;
using O2X.Actors.Hosting;

namespace O2X.Gateway;

/// <summary>How a gateway is started.</summary>
public sealed record GatewayLaunch
{
    /// <summary>Settings that win over all others, as those of a command line do; key <c>O2X:Gateway:Urls</c>, for example.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Settings for what nobody else sets.</summary>
    public IReadOnlyDictionary<string, string?> Defaults { get; init; } = new Dictionary<string, string?>();

    /// <summary>Another file of settings, which wins over <c>appsettings.json</c> beside the program; null: none.</summary>
    public string? SettingsFile { get; init; }

    /// <summary>Changes how the engine is hosted.</summary>
    internal Action<O2XBuilder>? Engine { get; init; }

    /// <summary>Changes what was built, before it is.</summary>
    internal Action<WebApplicationBuilder>? Configure { get; init; }
}

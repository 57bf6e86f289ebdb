namespace O2X.Cli.Verbs;

/// <summary>What a gateway is started with; what is null comes from its settings.</summary>
internal sealed record GatewayRequest
{
    public string? Source { get; init; }

    public string? Vin { get; init; }

    public string? Urls { get; init; }

    public string? StateDirectory { get; init; }

    /// <summary>A file of settings.</summary>
    public string? SettingsFile { get; init; }

    public string? OwnerSecretFile { get; init; }

    public bool AllowActiveCan { get; init; }

    /// <summary>As settings, by their keys.</summary>
    public IReadOnlyDictionary<string, string?> ToSettings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["O2X:Source"] = Source,
            ["O2X:Vin"] = Vin,
            ["O2X:OwnerSecretFile"] = OwnerSecretFile,
            ["O2X:AllowActiveCan"] = AllowActiveCan ? "true" : null,
            ["O2X:Gateway:Urls"] = Urls,
            ["O2X:Gateway:StateDirectory"] = StateDirectory,
        };
        return settings.Where(setting => setting.Value is not null).ToDictionary();
    }
}

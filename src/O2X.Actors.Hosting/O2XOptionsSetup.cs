using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using O2X.Actors.Hosting.Sources;

namespace O2X.Actors.Hosting;

/// <summary>Fills the options in from configuration and code, and checks them; every message names the key and what is allowed.</summary>
internal sealed class O2XOptionsSetup(O2XBuilder builder, IConfiguration? configuration)
    : IConfigureOptions<O2XHostingOptions>, IValidateOptions<O2XHostingOptions>
{
    private const int LargestQueue = 1_000_000;
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(1);

    public void Configure(O2XHostingOptions options)
    {
        configuration?.GetSection(O2XHostingOptions.Section).Bind(options);
        builder.Apply(options);
    }

    public ValidateOptionsResult Validate(string? name, O2XHostingOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(O2XHostingOptions options)
    {
        if (builder.Transport is null && !VehicleSource.TryParse(options.Source, out _, out var problem))
            yield return $"{Key(nameof(options.Source))}: {problem}.";
        if (Outside(options.ScanTimeout, _tick)) yield return Range(nameof(options.ScanTimeout), options.ScanTimeout, _tick);
        if (Outside(options.LooseConnection, _tick)) yield return Range(nameof(options.LooseConnection), options.LooseConnection, _tick);
        if (Outside(options.ChangeStatus, default)) yield return Range(nameof(options.ChangeStatus), options.ChangeStatus, default);
        if (Outside(options.InformationInterval, default))
            yield return Range(nameof(options.InformationInterval), options.InformationInterval, default);
        if (options.QueueLimit is < 1 or > LargestQueue)
            yield return $"{Key(nameof(options.QueueLimit))} is {options.QueueLimit}; it must be between 1 and {LargestQueue}.";
        if (options.StateDirectory is { } directory && string.IsNullOrWhiteSpace(directory))
            yield return $"{Key(nameof(options.StateDirectory))} is blank; it must name a folder, or be left out.";
    }

    private static bool Outside(TimeSpan value, TimeSpan least) => value < least || value > Timeouts.Longest;

    private static string Range(string key, TimeSpan value, TimeSpan least) =>
        $"{Key(key)} is {value:c}; it must be between {least:c} and {Timeouts.Longest:c} (days.hours:minutes:seconds).";

    private static string Key(string key) => $"{O2XHostingOptions.Section}:{key}";
}

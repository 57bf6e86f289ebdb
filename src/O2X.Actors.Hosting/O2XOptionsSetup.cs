using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using O2X.Actors.Hosting.Sources;
using O2X.Vehicles;

namespace O2X.Actors.Hosting;

/// <summary>
/// Fills the options of one engine in from configuration and code, and checks them; every message names the key and what is allowed.
/// </summary>
internal sealed class O2XOptionsSetup(EngineRegistration engine, IConfiguration? configuration)
    : IConfigureNamedOptions<O2XHostingOptions>, IValidateOptions<O2XHostingOptions>
{
    private const int LargestQueue = 1_000_000;
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(1);

    public void Configure(O2XHostingOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, O2XHostingOptions options)
    {
        if (name == engine.Name.Text) FillIn(options, engine);
    }

    public ValidateOptionsResult Validate(string? name, O2XHostingOptions options)
    {
        if (name != engine.Name.Text) return ValidateOptionsResult.Skip;
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private void FillIn(O2XHostingOptions options, EngineRegistration whose)
    {
        configuration?.GetSection(whose.Name.Section).Bind(options);
        whose.Builder.Apply(options);
    }

    private IEnumerable<string> Problems(O2XHostingOptions options)
    {
        if (engine.Builder.Transport is null && !VehicleSource.TryParse(options.Source, out _, out var problem))
            yield return $"{Key(nameof(options.Source))}: {problem}.";
        // What was given is not told: a VIN with a slip of the pen is personal data all the same.
        if (options.Vin is { } vin && !Vin.TryParse(vin, out _))
            yield return $"{Key(nameof(options.Vin))} is no VIN; it must be 17 characters of A-Z and 0-9 without I, O and Q, or be left out.";
        foreach (var (key, value, least) in Times(options))
        {
            if (value < least || value > Timeouts.Longest)
                yield return $"{Key(key)} is {value:c}; it must be between {least:c} and {Timeouts.Longest:c} (days.hours:minutes:seconds).";
        }

        if (options.QueueLimit is < 1 or > LargestQueue)
            yield return $"{Key(nameof(options.QueueLimit))} is {options.QueueLimit}; it must be between 1 and {LargestQueue}.";
        if (options.OwnerSecretFile is { } file && !OwnerSecret.TryRead(file, out _, out var unreadable))
            yield return $"{Key(nameof(options.OwnerSecretFile))}: {unreadable}.";
        foreach (var wrong in FolderProblems(options.StateDirectory)) yield return wrong;
    }

    private static (string Key, TimeSpan Value, TimeSpan Least)[] Times(O2XHostingOptions options) =>
    [
        (nameof(options.ScanTimeout), options.ScanTimeout, _tick),
        (nameof(options.LooseConnection), options.LooseConnection, _tick),
        (nameof(options.ChangeStatus), options.ChangeStatus, TimeSpan.Zero),
        (nameof(options.InformationInterval), options.InformationInterval, TimeSpan.Zero),
        (nameof(options.ConnectTimeout), options.ConnectTimeout, _tick),
        (nameof(options.VerifyTimeout), options.VerifyTimeout, _tick),
        (nameof(options.CloseTimeout), options.CloseTimeout, _tick),
        (nameof(options.PassOver), options.PassOver, TimeSpan.Zero),
        (nameof(options.VinGrace), options.VinGrace, TimeSpan.Zero),
    ];

    // Two engines in one folder would each take what the other keeps for its own vehicle.
    private IEnumerable<string> FolderProblems(string? directory)
    {
        if (directory is null) yield break;
        var key = Key(nameof(O2XHostingOptions.StateDirectory));
        if (string.IsNullOrWhiteSpace(directory))
        {
            yield return $"{key} is blank; it must name a folder, or be left out.";
            yield break;
        }

        foreach (var other in engine.Before)
        {
            var options = new O2XHostingOptions();
            FillIn(options, other);
            if (options.StateDirectory is not { } taken || string.IsNullOrWhiteSpace(taken) || PathOf(taken) != PathOf(directory)) continue;
            yield return $"{key} is {directory}, as {other.Name.Section}:{nameof(options.StateDirectory)} is; each engine needs a folder of its own.";
        }
    }

    private static string PathOf(string directory)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        return OperatingSystem.IsLinux() ? path : path.ToUpperInvariant();
    }

    private string Key(string key) => $"{engine.Name.Section}:{key}";
}

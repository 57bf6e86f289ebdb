using Microsoft.Extensions.Options;

namespace O2X.Gateway.Security;

/// <summary>Checks the options of security; every message names the key and what is allowed.</summary>
internal sealed class SecurityOptionsValidation : IValidateOptions<SecurityOptions>
{
    private const int MostSignIns = 1000;
    private const int MostWrites = 1_000_000;

    private static readonly TimeSpan _shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(365);

    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(SecurityOptions options)
    {
        foreach (var host in options.HostNames().Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
            yield return $"{Key(nameof(options.AllowedHosts))} names {host}; it must be names such as car.example.org, without scheme, port and *.";
        if (options.SignInsPerMinute is < 1 or > MostSignIns)
            yield return $"{Key(nameof(options.SignInsPerMinute))} is {options.SignInsPerMinute}; it must be between 1 and {MostSignIns}.";
        if (options.WritesPerMinute is < 1 or > MostWrites)
            yield return $"{Key(nameof(options.WritesPerMinute))} is {options.WritesPerMinute}; it must be between 1 and {MostWrites}.";
        if (options.SignedInFor < _shortest || options.SignedInFor > _longest)
            yield return $"{Key(nameof(options.SignedInFor))} is {options.SignedInFor}; it must be between {_shortest} and {_longest}.";
    }

    private static string Key(string key) => $"{SecurityOptions.Section}:{key}";
}

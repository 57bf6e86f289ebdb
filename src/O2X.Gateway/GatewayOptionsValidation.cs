using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway;

/// <summary>Checks the options of the gateway's core; every message names the key and what is allowed.</summary>
internal sealed class GatewayOptionsValidation : IValidateOptions<GatewayOptions>
{
    private const int LeastLimit = 16;
    private const int MostLimit = 100_000;

    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(GatewayOptions options)
    {
        var urls = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0) yield return $"{Key(nameof(options.Urls))} is blank; it must name an address such as {GatewayOptions.DefaultUrls}.";
        foreach (var url in urls.Where(url => !IsAddress(url)))
            yield return $"{Key(nameof(options.Urls))} names {url}; it must be an address such as {GatewayOptions.DefaultUrls}, without a path.";
        if (!VehicleAlias.IsAlias(options.Alias))
        {
            // What was given is not told: it may be a VIN.
            yield return $"{Key(nameof(options.Alias))} cannot be an alias; "
                + $"it must be 1 to {VehicleAlias.Longest} characters of a-z, 0-9 and -, with a letter first, and no VIN.";
        }

        if (options.StateDirectory is { } folder && string.IsNullOrWhiteSpace(folder))
            yield return $"{Key(nameof(options.StateDirectory))} is blank; it must name a folder, or be left out.";
        if (options.ListenerLimit is < LeastLimit or > MostLimit)
            yield return $"{Key(nameof(options.ListenerLimit))} is {options.ListenerLimit}; it must be between {LeastLimit} and {MostLimit}.";
    }

    private static bool IsAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.PathBase.Length == 0 && address.Port is >= 0 and <= ushort.MaxValue;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Key(string key) => $"{GatewayOptions.Section}:{key}";
}

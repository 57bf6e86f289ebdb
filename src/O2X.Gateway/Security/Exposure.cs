using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace O2X.Gateway.Security;

/// <summary>Whether others than this machine can reach the gateway.</summary>
internal sealed class Exposure(IConfiguration configuration, IOptions<SecurityOptions> options)
{
    // Without names the question is one of the address that was asked.
    private readonly bool _hasNames = options.Value.HostNames().Any(name => !IsLoopbackName(name));

    /// <summary>Whether somebody else can have sent a request: by the address at which it came, or through a proxy with a name.</summary>
    public bool IsForOthers(HttpContext context) =>
        _hasNames || (context.Connection.LocalIpAddress is { } address && !IPAddress.IsLoopback(address));

    /// <summary>The first of the configured addresses that others can reach; null when there is none.</summary>
    public string? FirstConfigured() => _hasNames
        ? $"{SecurityOptions.Section}:{nameof(SecurityOptions.AllowedHosts)}"
        : Configured().FirstOrDefault(IsForOthers);

    /// <summary>Whether others can reach an address, such as <c>http://*:5080</c>.</summary>
    public static bool IsForOthers(string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            // The server says what is wrong with it; until then it is not taken for safe.
            return true;
        }

        return !address.IsUnixPipe && !address.IsNamedPipe && !IsLoopbackName(address.Host.Trim('[', ']'));
    }

    // Endpoints of the server's own section take the place of the addresses; both are looked at.
    private IEnumerable<string> Configured()
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey] ?? "";
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) yield return url;
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is { } url) yield return url;
        }
    }

    private static bool IsLoopbackName(string name) =>
        name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
}

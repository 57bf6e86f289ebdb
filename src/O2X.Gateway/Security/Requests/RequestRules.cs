using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace O2X.Gateway.Security.Requests;

/// <summary>
/// Whether a request is meant for this gateway and comes from its own pages. A page from elsewhere can make a browser ask a gateway on
/// the same machine, also under a name of its own that it lets point there (DNS rebinding); programs without a browser say none of this.
/// </summary>
internal static class RequestRules
{
    /// <summary>Whether the gateway is meant by a Host header. An IP address needs no name, so that no name can be made to point at it.</summary>
    public static bool IsHost(HostString host, bool servesOthers, IEnumerable<string> names)
    {
        if (!host.HasValue || !TryName(host, out var name)) return false;
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        if (IPAddress.TryParse(name, out var address)) return servesOthers || IPAddress.IsLoopback(address);
        return names.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a request comes from a page of the gateway's, or from no page.</summary>
    public static bool IsOwn(HttpRequest request) => IsOwnOrigin(request) && IsOwnSite(request);

    /// <summary>Whether a method changes nothing.</summary>
    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    /// <summary>Whether a body is JSON, or there is none: what a page from elsewhere can send without being asked about is neither.</summary>
    public static bool IsJsonOrNothing(HttpRequest request)
    {
        if (request.ContentType is not { Length: > 0 } type) return request.ContentLength is null or 0 && !request.Headers.ContainsKey(HeaderNames.TransferEncoding);
        return MediaTypeHeaderValue.TryParse(type, out var parsed)
            && (parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || (parsed.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)));
    }

    // Behind a proxy that ends TLS the page's scheme is https and the request's is http; the other way round is no own page.
    private static bool IsOwnOrigin(HttpRequest request)
    {
        if (StringValues.IsNullOrEmpty(request.Headers.Origin)) return true;
        return request.Headers.Origin is [{ } origin]
            && Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && (page.Scheme == Uri.UriSchemeHttps || (page.Scheme == Uri.UriSchemeHttp && !request.IsHttps))
            && origin.Length > page.Scheme.Length + Uri.SchemeDelimiter.Length
            && string.Equals(origin[(page.Scheme.Length + Uri.SchemeDelimiter.Length)..], request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    // https://www.w3.org/TR/fetch-metadata/: what a link from elsewhere opens is a page that the owner sees.
    private static bool IsOwnSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (StringValues.IsNullOrEmpty(site) || site == "same-origin" || site == "none") return true;
        return HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
    }

    private static bool TryName(HostString host, out string name)
    {
        name = "";
        try
        {
            name = host.Host.Trim('[', ']');
            // What cannot be a port is no port.
            return host.Value!.Length == host.Host.Length || host.Port is >= 0 and <= ushort.MaxValue;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

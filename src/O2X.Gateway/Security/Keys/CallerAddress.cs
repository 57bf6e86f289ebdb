using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace O2X.Gateway.Security.Keys;

/// <summary>Who a request counts as for limits: an IPv4 address, or the /64 network of an IPv6 address, of which one machine has all.</summary>
internal static class CallerAddress
{
    private const string Local = "local";

    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    public static string Of(IPAddress? address)
    {
        if (address is null) return Local;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address)) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return $"{new IPAddress(bytes)}/64";
    }
}

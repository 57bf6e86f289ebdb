using System.Net.Sockets;
using System.Text;

namespace O2X.Links.BlueZ.DBus;

/// <summary>Where a bus is: <c>unix:path=…</c> or <c>unix:abstract=…</c>, several of them separated by semicolons.</summary>
internal static class DBusAddress
{
    private const string SystemVariable = "DBUS_SYSTEM_BUS_ADDRESS";
    private const string SystemDefault = "unix:path=/run/dbus/system_bus_socket";

    // The kernel's sun_path has 108 bytes.
    private const int LongestPath = 107;

    /// <summary>The address of the system's bus.</summary>
    public static string? System => Environment.GetEnvironmentVariable(SystemVariable) is { Length: > 0 } address ? address : SystemDefault;

    /// <summary>The sockets that an address names, in its order. What is no Unix socket, or is malformed, is passed over.</summary>
    public static IReadOnlyList<UnixDomainSocketEndPoint> Parse(string address)
    {
        var endPoints = new List<UnixDomainSocketEndPoint>();
        foreach (var each in address.Split(';'))
        {
            if (TryParse(each, out var name)) endPoints.Add(new UnixDomainSocketEndPoint(name));
        }

        return endPoints;
    }

    /// <summary>Reads one address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="name">The socket's path; an abstract name begins with a NUL.</param>
    public static bool TryParse(string address, out string name)
    {
        name = "";
        if (!address.StartsWith("unix:", StringComparison.Ordinal)) return false;
        foreach (var pair in address["unix:".Length..].Split(','))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || Unescape(pair[(equals + 1)..]) is not { } value) return false;
            var key = pair[..equals];
            if (key is not ("path" or "abstract")) continue;
            if (name.Length != 0 || value.Length == 0) return false;
            name = key == "abstract" ? '\0' + value : value;
        }

        return name.Length != 0 && Encoding.UTF8.GetByteCount(name) <= LongestPath;
    }

    private static string? Unescape(string value)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '%')
            {
                if (!char.IsAscii(value[i])) return null;
                bytes.Add((byte)value[i]);
                continue;
            }

            if (i + 2 >= value.Length || !char.IsAsciiHexDigit(value[i + 1]) || !char.IsAsciiHexDigit(value[i + 2])) return null;
            bytes.Add(Convert.ToByte(value.Substring(i + 1, 2), 16));
            i += 2;
        }

        return StringCache.Decode([.. bytes]);
    }
}

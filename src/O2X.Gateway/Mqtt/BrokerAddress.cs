namespace O2X.Gateway.Mqtt;

/// <summary>Where a broker is.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsSecure">Whether the connection is encrypted (TLS).</param>
internal sealed record BrokerAddress(string Host, int Port, bool IsSecure)
{
    private const int PlainPort = 1883;
    private const int SecurePort = 8883;

    /// <summary>Reads <c>mqtt://host</c> or <c>mqtts://host</c>, with or without a port; null when it is neither.</summary>
    public static BrokerAddress? Of(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("mqtt" or "mqtts")) return null;
        if (uri.Host.Length == 0 || uri.UserInfo.Length > 0 || uri.PathAndQuery is not ("" or "/") || uri.Fragment.Length > 0) return null;
        var isSecure = uri.Scheme == "mqtts";
        return new BrokerAddress(uri.DnsSafeHost, uri.Port > 0 ? uri.Port : isSecure ? SecurePort : PlainPort, isSecure);
    }

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

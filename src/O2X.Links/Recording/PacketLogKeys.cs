namespace O2X.Links.Recording;

/// <summary>The keys and words of <see cref="PacketLogFormat"/>.</summary>
internal static class PacketLogKeys
{
    public static ReadOnlySpan<byte> Mark => "o2x"u8;

    public static ReadOnlySpan<byte> Packets => "packets"u8;

    public static ReadOnlySpan<byte> Version => "version"u8;

    public static ReadOnlySpan<byte> Profile => "profile"u8;

    public static ReadOnlySpan<byte> Source => "source"u8;

    public static ReadOnlySpan<byte> StartedAt => "startedAt"u8;

    public static ReadOnlySpan<byte> Vin => "vin"u8;

    public static ReadOnlySpan<byte> Anonymised => "anonymised"u8;

    public static ReadOnlySpan<byte> Software => "software"u8;

    public static ReadOnlySpan<byte> Time => "t"u8;

    public static ReadOnlySpan<byte> Hex => "hex"u8;

    public static ReadOnlySpan<byte> Link => "link"u8;

    public static ReadOnlySpan<byte> Connected => "connected"u8;

    public static ReadOnlySpan<byte> Lost => "lost"u8;

    public static ReadOnlySpan<byte> Ended => "ended"u8;

    public static ReadOnlySpan<byte> Address => "address"u8;

    public static ReadOnlySpan<byte> Name => "name"u8;

    public static ReadOnlySpan<byte> Rssi => "rssi"u8;

    public static ReadOnlySpan<byte> Reason => "reason"u8;

    public static ReadOnlySpan<byte> Detail => "detail"u8;

    public static ReadOnlySpan<byte> Advice => "advice"u8;

    public static ReadOnlySpan<byte> Code => "code"u8;
}

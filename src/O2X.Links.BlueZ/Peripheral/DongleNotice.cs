namespace O2X.Links.BlueZ.Peripheral;

/// <summary>Something that happened to a dongle, for people.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">The adapter or the central that it happened to; null where there is none.</param>
/// <param name="Detail">What exactly; null when the kind says it all.</param>
/// <param name="Advice">What a person can do about it; null when there is nothing to do.</param>
public sealed record DongleNotice(DongleNoticeKind Kind, string? Subject = null, string? Detail = null, string? Advice = null);

/// <summary>What happens to a dongle.</summary>
public enum DongleNoticeKind
{
    /// <summary>The adapter cannot be used; the dongle waits for it.</summary>
    AdapterUnusable,

    /// <summary>The dongle can be found: the first time, after the adapter was away, and whenever its mark changes.</summary>
    Advertising,

    /// <summary>BlueZ refused to serve; it is tried again.</summary>
    Refused,

    /// <summary>A central connected.</summary>
    CentralConnected,

    /// <summary>A central is gone.</summary>
    CentralDisconnected,

    /// <summary>A central is being disconnected.</summary>
    CentralDropped,
}

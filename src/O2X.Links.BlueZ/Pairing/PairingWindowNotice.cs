namespace O2X.Links.BlueZ.Pairing;

/// <summary>Something that happened while a pairing window is open, for people.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">The adapter, by name, or the address of the central that it happened to.</param>
/// <param name="Passkey">The six digits to be typed at the central; null unless they are to be shown.</param>
/// <param name="Detail">What exactly; of <see cref="PairingWindowNoticeKind.Open"/>, the adapter's address; null when the kind says it all.</param>
public sealed record PairingWindowNotice(PairingWindowNoticeKind Kind, string Subject, string? Passkey = null, string? Detail = null);

/// <summary>What happens while a pairing window is open.</summary>
public enum PairingWindowNoticeKind
{
    /// <summary>The window is open.</summary>
    Open,

    /// <summary>A central pairs, and the passkey is to be shown. Each attempt has another one.</summary>
    Passkey,

    /// <summary>A central that the passkey was shown for is gone without a bond: it was wrong, or nobody typed it.</summary>
    NotPaired,

    /// <summary>A central wanted to pair without a passkey, and was refused.</summary>
    Refused,
}

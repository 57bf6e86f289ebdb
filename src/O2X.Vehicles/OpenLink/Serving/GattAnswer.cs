using System.Diagnostics.CodeAnalysis;

namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>The answer to a central that read a characteristic.</summary>
/// <param name="Value">The value from the asked offset on; empty when refused.</param>
/// <param name="Refusal">Why there is no value; <see cref="GattRefusal.None"/> when there is.</param>
public readonly record struct GattAnswer(ReadOnlyMemory<byte> Value, GattRefusal Refusal)
{
    internal static GattAnswer Of(ReadOnlyMemory<byte> value, int offset) =>
        offset < 0 || offset > value.Length ? new(default, GattRefusal.InvalidOffset) : new(value[offset..], GattRefusal.None);

    internal static GattAnswer Refused(GattRefusal refusal) => new(default, refusal);
}

/// <summary>Why a central is refused: the error code of the attribute protocol.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The codes are bytes.")]
public enum GattRefusal : byte
{
    /// <summary>It is not refused.</summary>
    None = 0,

    /// <summary>The characteristic cannot be read.</summary>
    ReadNotPermitted = 0x02,

    /// <summary>The characteristic cannot be written.</summary>
    WriteNotPermitted = 0x03,

    /// <summary>The value is not that long.</summary>
    InvalidOffset = 0x07,

    /// <summary>There is no such characteristic.</summary>
    NotFound = 0x0A,

    /// <summary>A nonce has 8 bytes.</summary>
    InvalidLength = 0x0D,

    /// <summary>The proof was read before a nonce was written; a code of this profile.</summary>
    NoNonce = 0x80,
}

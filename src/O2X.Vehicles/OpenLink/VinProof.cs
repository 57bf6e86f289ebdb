using System.Security.Cryptography;

namespace O2X.Vehicles.OpenLink;

/// <summary>The answer by which a dongle proves that it knows the VIN without telling it.</summary>
public static class VinProof
{
    /// <summary>The length of the nonce that the asking side draws, in bytes.</summary>
    public const int NonceLength = 8;

    /// <summary>The length of the proof, in bytes.</summary>
    public const int Length = 16;

    /// <summary>Makes the proof.</summary>
    /// <param name="key">The vehicle's key.</param>
    /// <param name="nonce">8 bytes.</param>
    /// <param name="proof">Takes 16 bytes.</param>
    public static void Compute(VinKey key, ReadOnlySpan<byte> nonce, Span<byte> proof) =>
        key.Authenticate("vin"u8, nonce[..NonceLength], proof[..Length]);

    /// <summary>Whether a proof is the right one; takes the same time whether or not it is.</summary>
    /// <param name="key">The vehicle's key.</param>
    /// <param name="nonce">The 8 bytes that were asked with.</param>
    /// <param name="proof">The answer, of any length.</param>
    public static bool Verify(VinKey key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> proof)
    {
        Span<byte> right = stackalloc byte[Length];
        Compute(key, nonce, right);
        return CryptographicOperations.FixedTimeEquals(right, proof);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace O2X.Vehicles.OpenLink;

/// <summary>
/// What a dongle and its user share without telling it: a key made from the VIN and, where there is one, a secret of the owner.
/// It recognises an advert (<see cref="AdvertTag"/>) and proves the VIN on a link (<see cref="VinProof"/>).
/// </summary>
/// <remarks>
/// PBKDF2-HMAC-SHA256 with 100,000 rounds. Without an owner's secret the key protects against a chance reader only: VINs are few
/// enough to be tried one by one. Immutable, safe for use by several threads.
/// </remarks>
public sealed class VinKey
{
    private const int Rounds = 100_000;
    private const int Size = 32;
    private static readonly VinKeyCache Cache = new(capacity: 1024);

    private readonly byte[] _key;

    private VinKey(byte[] key) => _key = key;

    /// <summary>The key of a vehicle. Made once, then remembered while it is among the 1024 last made.</summary>
    /// <param name="vin">The vehicle.</param>
    /// <param name="ownerSecret">The owner's secret; null or empty: none.</param>
    public static VinKey For(Vin vin, string? ownerSecret = null) => Cache.GetOrAdd((vin, ownerSecret ?? ""), Derive);

    internal void Authenticate(ReadOnlySpan<byte> label, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        Span<byte> input = stackalloc byte[16];
        label.CopyTo(input);
        message.CopyTo(input[label.Length..]);
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, input[..(label.Length + message.Length)], full);
        full[..mac.Length].CopyTo(mac);
    }

    private static VinKey Derive((Vin Vin, string Secret) of) =>
        new(Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(of.Vin.Full + of.Secret), "o2x-open-link-v1"u8, Rounds, HashAlgorithmName.SHA256, Size));
}

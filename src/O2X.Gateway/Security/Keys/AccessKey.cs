using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace O2X.Gateway.Security.Keys;

/// <summary>
/// What is kept of the key that lets people and programs in: a slow hash (PBKDF2 with SHA-256), from which the key cannot be found out.
/// </summary>
/// <param name="Id">Drawn at random with each key: who signed in with another one is signed out.</param>
/// <param name="Iterations">How slow the hash is.</param>
/// <param name="Salt">Drawn at random.</param>
/// <param name="Hash">The hash.</param>
internal sealed record AccessKey(string Id, int Iterations, byte[] Salt, byte[] Hash)
{
    /// <summary>The shortest key of somebody's own; a shorter one can be guessed.</summary>
    public const int Shortest = 12;

    public const int Longest = 256;

    /// <summary>The most that a file may ask for, so that a damaged one does not stop everything.</summary>
    public const int MostIterations = 10_000_000;

    private const int DefaultIterations = 600_000;
    private const int SaltLength = 16;
    private const int HashLength = 32;
    private const int KeyLength = 32;
    private const int IdLength = 12;

    /// <summary>A key that nobody can guess.</summary>
    public static string New() => $"o2x_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyLength))}";

    /// <summary>What is kept of a key.</summary>
    public static AccessKey Of(string key, int iterations = DefaultIterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new AccessKey(RandomNumberGenerator.GetHexString(IdLength, lowercase: true), iterations, salt, Derive(key, salt, iterations));
    }

    /// <summary>Why a text cannot be a key, without a full stop and without the text; null when it can.</summary>
    public static string? ProblemOf(string key) =>
        key.Length < Shortest ? $"a key has at least {Shortest} characters"
        : key.Length > Longest ? $"a key has at most {Longest} characters"
        : key.Any(c => c is <= ' ' or > '~') ? "a key consists of printable ASCII characters without blanks"
        : null;

    /// <summary>Whether a key is the one; slow.</summary>
    public bool Fits(string key) =>
        key.Length <= Longest && CryptographicOperations.FixedTimeEquals(Derive(key, Salt, Iterations), Hash);

    private static byte[] Derive(string key, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(key), salt, iterations, HashAlgorithmName.SHA256, HashLength);
}

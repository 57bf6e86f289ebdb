using System.Security.Cryptography;

namespace O2X.Actors;

/// <summary>Names calls: 13 characters <c>xxxxxxxx-xxxx</c>, none twice in a process (decisions.md D29).</summary>
internal static class TransactionIds
{
    private const long Numbers = 1L << 48;

    // Two processes begin at different places, so that their logs can be told apart.
    private static long _last = RandomNumberGenerator.GetInt32(int.MaxValue) * (Numbers >> 31);

    public static string Next()
    {
        var number = Interlocked.Increment(ref _last) & (Numbers - 1);
        return $"{number >> 16:x8}-{number & 0xFFFF:x4}";
    }
}

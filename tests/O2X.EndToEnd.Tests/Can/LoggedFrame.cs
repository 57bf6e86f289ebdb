using System.Buffers.Binary;
using System.Globalization;

namespace O2X.EndToEnd.Tests.Can;

/// <summary>A frame as the kernel numbers its flags, in the two forms that the tests compare: a line of a log, and the kernel's bytes.</summary>
/// <param name="RawId">The id with the flags for extended, remote and error frames.</param>
/// <param name="Data">At most eight bytes.</param>
internal sealed record LoggedFrame(uint RawId, byte[] Data)
{
    public const uint Extended = 0x8000_0000, Remote = 0x4000_0000, Error = 0x2000_0000;

    /// <summary>The ids that the decoder knows, as the description of the vehicle's bus lists them.</summary>
    public static readonly uint[] KnownIds = [0x580, 0x581, 0x582, 0x594, 0x710, 0x711, 0x712, 0x713, 0x714];

    private static readonly uint[] UnknownIds = [0x000, 0x04E, 0x1B0, 0x583, 0x591, 0x593, 0x70F, 0x715, 0x7DF, 0x7FF];

    public bool IsError => (RawId & Error) != 0;

    public bool IsKnownData => KnownIds.Contains(RawId);

    public string Bytes
    {
        get
        {
            var bytes = new byte[16];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, RawId);
            bytes[4] = (byte)Data.Length;
            Data.CopyTo(bytes.AsSpan(8));
            return Convert.ToHexString(bytes);
        }
    }

    /// <summary>The line of a log in candump's form.</summary>
    public string ToLine(decimal seconds)
    {
        var id = (RawId & (Extended | Error)) != 0 ? (RawId & ~Extended).ToString("X8", CultureInfo.InvariantCulture) : (RawId & 0x7FF).ToString("X3", CultureInfo.InvariantCulture);
        var data = (RawId & Remote) != 0 ? "R" : Convert.ToHexString(Data);
        return string.Create(CultureInfo.InvariantCulture, $"({1760002000m + seconds:F6}) can0 {id}#{data}");
    }

    /// <summary>Traffic of every kind: known and unknown ids, and known ids as remote and extended frames, and error frames.</summary>
    public static IReadOnlyList<LoggedFrame> Traffic(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Next(random))];
    }

    private static LoggedFrame Next(Random random)
    {
        var data = new byte[random.Next(9)];
        random.NextBytes(data);
        var known = KnownIds[random.Next(KnownIds.Length)];
        return random.Next(10) switch
        {
            < 5 => new LoggedFrame(known, data),
            < 7 => new LoggedFrame(UnknownIds[random.Next(UnknownIds.Length)], data),
            7 => new LoggedFrame(known | Extended, data),
            8 => new LoggedFrame(known | Remote, []),
            _ => new LoggedFrame(Error | 1u << random.Next(9), [.. data, .. new byte[8 - data.Length]]),
        };
    }
}

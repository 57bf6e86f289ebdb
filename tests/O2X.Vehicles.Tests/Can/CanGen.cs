using System.Text;
using CsCheck;
using O2X.Vehicles.Can;

namespace O2X.Vehicles.Tests.Can;

/// <summary>Frames and texts by chance.</summary>
internal static class CanGen
{
    private static readonly Gen<uint> StandardId = Gen.UInt[0, 0x7FF];
    private static readonly Gen<uint> ExtendedId = Gen.UInt[0, 0x1FFF_FFFF];

    public static Gen<CanFrame> DataFrame { get; } = Gen.OneOf(
        Gen.Select(StandardId, Gen.Byte.Array[0, 8], (id, data) => CanFrame.Create(id, data)),
        Gen.Select(ExtendedId, Gen.Byte.Array[0, 8], (id, data) => CanFrame.Create(id, data, extended: true)));

    public static Gen<CanFrame> RemoteFrame { get; } = Gen.OneOf(
        Gen.Select(StandardId, Gen.Int[0, 8], (id, length) => CanFrame.CreateRemote(id, length)),
        Gen.Select(ExtendedId, Gen.Int[0, 8], (id, length) => CanFrame.CreateRemote(id, length, extended: true)));

    public static Gen<CanFrame> ErrorFrame { get; } =
        Gen.Select(ExtendedId, Gen.ULong, (classes, details) => CanFrame.FromRaw(CanFrame.ErrorFlag | classes, 8, details));

    public static Gen<CanFrame> Frame { get; } = Gen.OneOf(DataFrame, RemoteFrame);

    /// <summary>Times from 1970 to 2100, in microseconds.</summary>
    public static Gen<long> Time { get; } =
        Gen.Long[0, 4_102_444_800_000_000].Select(microseconds => DateTime.UnixEpoch.Ticks + microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>A text with some of its bytes replaced, removed or repeated.</summary>
    public static Gen<byte[]> Mutated(Gen<string> text) =>
        Gen.Select(text, Gen.Select(Gen.Int[0, 200], Gen.Int[0, 2], Gen.Byte).Array[0, 4]).Select((line, changes) =>
        {
            var bytes = Encoding.ASCII.GetBytes(line).ToList();
            foreach (var (place, kind, value) in changes)
            {
                if (bytes.Count == 0) break;
                var at = place % bytes.Count;
                if (kind == 0) bytes[at] = value;
                else if (kind == 1) bytes.RemoveAt(at);
                else bytes.Insert(at, bytes[at]);
            }

            return bytes.ToArray();
        });

    public static string Describe(CanFrame frame) => $"{frame.RawId:X8} {frame.Length} {frame.Bits:X16}";
}

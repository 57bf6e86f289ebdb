using O2X.Vehicles.Can;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>What must hold of each frame and each time that a text gave.</summary>
internal static class CanOracle
{
    private static readonly long Year6000 = new DateTime(6000, 1, 1).Ticks;

    public static void Judge(CanTextFault fault) => Holds(fault <= CanTextFault.Unsupported);

    public static void Judge(in CanLogEntry entry)
    {
        Holds(entry.Timestamp >= 0);
        Holds(entry.Timestamp < Year6000);
        Judge(entry.Frame);
    }

    public static void Judge(CanFrame frame)
    {
        Holds(frame.Length is >= 0 and <= CanFrame.MaxDataLength);
        Holds(frame.Id <= (frame.IsExtended || frame.IsError ? CanFrame.ExtendedMask : CanFrame.StandardMask));
        Holds(!frame.IsRemote || frame.Bits == 0);
        Holds(frame.Length == CanFrame.MaxDataLength || frame.Bits >> (8 * frame.Length) == 0);

        Span<byte> bytes = stackalloc byte[CanFrame.Size];
        frame.WriteTo(bytes);
        Holds(CanFrame.TryRead(bytes, out var again) && Same(again, frame));
    }

    public static bool Same(CanFrame one, CanFrame other) =>
        one.RawId == other.RawId && one.Length == other.Length && one.Bits == other.Bits;
}

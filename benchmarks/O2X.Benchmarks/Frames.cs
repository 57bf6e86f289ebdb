using O2X.Vehicles.Can;

namespace O2X.Benchmarks;

/// <summary>What the bus of a driving car says, over and over; each frame refreshes a value.</summary>
internal static class Frames
{
    private static readonly (uint Id, string Data)[] _pattern =
    [
        (0x580, "FAFFCA13002D0000"),
        (0x581, "00000000FD50011E"),
        (0x713, "220105A0000000"),
        (0x594, "1300000E00000000"),
        (0x580, "F9FFCB13002D0000"),
        (0x581, "00000000FD50011F"),
        (0x713, "220105A0000000"),
        (0x580, "F8FFCB13002D0000"),
    ];

    /// <summary>Each frame as one packet.</summary>
    public static byte[][] Packets { get; } = [.. _pattern.Select(frame => PacketOf(frame.Id, frame.Data))];

    private static byte[] PacketOf(uint id, string data)
    {
        var packet = new byte[CanFrame.Size];
        CanFrame.Create(id, Convert.FromHexString(data)).WriteTo(packet);
        return packet;
    }
}

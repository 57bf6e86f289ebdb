using O2X.Vehicles.Can;

namespace O2X.Vehicles.OpenLink;

/// <summary>
/// The raw CAN packets (type 3) of the open link: <see cref="OpenLinkFrameWriter"/> packs the frames of the bus,
/// <see cref="OpenLinkFrameReader"/> takes them out. The engine does not ask for them; they are for tools.
/// </summary>
public static class OpenLinkFrames
{
    /// <summary>The longest packet, in bytes: the longest value that a characteristic can have.</summary>
    public const int MaxPacketLength = 512;

    internal const int HeaderLength = 2;
    internal const int RecordHeaderLength = 4;
    internal const int ChecksumLength = 2;
    internal const int LengthShift = 11;
    internal const int TicksPerUnit = (int)TimeSpan.TicksPerMillisecond / 10;

    /// <summary>The time that stands for a longer one, and for one that is not known.</summary>
    internal const int LongTime = ushort.MaxValue;

    /// <summary>Whether a packet can carry the frame: data frames with an 11-bit id.</summary>
    public static bool Carries(in CanFrame frame) => !frame.IsExtended && !frame.IsRemote && !frame.IsError;
}

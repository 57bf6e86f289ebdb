using O2X.Links.Recording;
using O2X.Vehicles.Can;

namespace O2X.Links.Can.Log;

/// <summary>What happens next in a log.</summary>
/// <param name="kind">A frame, a packet, an unreadable line, something about the link, or the end.</param>
/// <param name="time">When, in ticks from the log's beginning; never less than before.</param>
/// <param name="entry">The frame, as the log has it; for everything else its time alone.</param>
/// <param name="setsClock">Whether the wall clock is set to the entry's time.</param>
internal readonly struct LogItem(LogItemKind kind, long time, CanLogEntry entry = default, bool setsClock = false)
{
    public LogItemKind Kind { get; } = kind;

    public long Time { get; } = time;

    public CanLogEntry Entry { get; } = entry;

    public bool SetsClock { get; } = setsClock;

    /// <summary>What else is in a line of a recording of packets; null for a log of a bus.</summary>
    public LogPacket? Recorded { get; init; }

    /// <summary>The packet; it stands until the next item is read.</summary>
    public ReadOnlyMemory<byte> Packet => Recorded is null ? default : Recorded.Packet;

    /// <summary>What a recording of packets says of its link; it stands until the next item is read.</summary>
    public PacketLogEntry Link => Recorded is null ? default : Recorded.Entry;

    /// <summary>Whether everything before it must have had its effect, and nothing after it may be played in the same turn.</summary>
    public bool StandsAlone => SetsClock || Kind is LogItemKind.Connected or LogItemKind.Lost or LogItemKind.Passage;
}

/// <summary>A line of a recording of packets, apart from the item: the lines of a bus are many, and pay nothing for it.</summary>
internal sealed class LogPacket
{
    private readonly byte[] _packet = new byte[ILinkSink.MaxPacketLength];

    /// <summary>Takes the packet.</summary>
    public Span<byte> Room => _packet;

    public ReadOnlyMemory<byte> Packet => _packet.AsMemory(0, Entry.Length);

    public PacketLogEntry Entry { get; set; }
}

/// <summary>What an item of a log is.</summary>
internal enum LogItemKind
{
    Frame,
    Packet,
    Unreadable,
    Connected,
    Lost,

    /// <summary>Time passes, and nothing happens.</summary>
    Passage,
    End,
}

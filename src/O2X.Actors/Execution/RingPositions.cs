using System.Runtime.InteropServices;

namespace O2X.Actors.Execution;

/// <summary>
/// Where the writer and the reader of a ring are. What each writes lies on cache lines of its own, else one would take them from the
/// other at every element; each also keeps what it last saw of the other, and may go ahead on its own and show it only now and then.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 384)]
internal struct RingPositions
{
    [FieldOffset(128)] public long Tail;
    [FieldOffset(136)] public long HeadSeen;
    [FieldOffset(144)] public long NextTail;
    [FieldOffset(256)] public long Head;
    [FieldOffset(264)] public long TailSeen;
    [FieldOffset(272)] public long NextHead;
}

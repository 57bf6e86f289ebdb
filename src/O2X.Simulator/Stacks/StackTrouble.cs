namespace O2X.Simulator.Stacks;

/// <summary>What can be the matter with a <see cref="VirtualStack"/>; several things at a time.</summary>
[Flags]
internal enum StackTrouble
{
    None = 0,

    /// <summary>Packets are random bytes of a random length.</summary>
    Garbage = 1 << 0,

    /// <summary>Packets lose their end.</summary>
    Truncates = 1 << 1,

    /// <summary>Two packets come as one.</summary>
    Merges = 1 << 2,

    /// <summary>Two packets come in the wrong order.</summary>
    Reorders = 1 << 3,

    /// <summary>Packets are lost.</summary>
    LosesPackets = 1 << 4,

    /// <summary>Packets come twice.</summary>
    DoublesPackets = 1 << 5,

    /// <summary>Everything but packets is told twice.</summary>
    DoublesCallbacks = 1 << 6,

    /// <summary>What was closed or cancelled goes on for a while.</summary>
    CallsLate = 1 << 7,

    /// <summary>Every step takes its time.</summary>
    Slow = 1 << 8,

    /// <summary>Every method throws.</summary>
    Throws = 1 << 9,

    /// <summary>Scans and links are not closed as long as this lasts.</summary>
    HangsClosing = 1 << 10,

    /// <summary>Scans end before anything was heard.</summary>
    EndsScans = 1 << 11,
}

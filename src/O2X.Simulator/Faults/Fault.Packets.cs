using O2X.Simulator.Stacks;

namespace O2X.Simulator.Faults;

// What becomes of packets on their way.
public sealed partial class Fault
{
    /// <summary>Random bytes come instead of packets.</summary>
    public static Fault Garbage { get; } = Of(StackTrouble.Garbage, "garbage", "Random bytes come instead of packets.");

    /// <summary>Packets come with a wrong checksum.</summary>
    public static Fault WrongChecksum { get; } = new(
        "wrong-checksum",
        "Packets come with a wrong checksum.",
        world => world.Dongle.Garbled = true,
        world => world.Dongle.Garbled = false);

    /// <summary>Packets come without their end.</summary>
    public static Fault TruncatedPackets { get; } = Of(
        StackTrouble.Truncates, "truncated-packets", "Packets come without their end.");

    /// <summary>Two packets each come as one.</summary>
    public static Fault MergedPackets { get; } = Of(
        StackTrouble.Merges, "merged-packets", "Two packets each come as one.");

    /// <summary>Two packets each come in the wrong order.</summary>
    public static Fault ReorderedPackets { get; } = Of(
        StackTrouble.Reorders, "reordered-packets", "Two packets each come in the wrong order.");

    /// <summary>A third of the packets is lost.</summary>
    public static Fault SequenceGaps { get; } = Of(
        StackTrouble.LosesPackets, "sequence-gaps", "A third of the packets is lost.");

    /// <summary>Every packet comes twice.</summary>
    public static Fault DuplicatedPackets { get; } = Of(
        StackTrouble.DoublesPackets, "duplicated-packets", "Every packet comes twice.");
}

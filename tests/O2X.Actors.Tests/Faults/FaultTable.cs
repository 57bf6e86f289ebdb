using O2X.Links;
using O2X.Simulator.Faults;

namespace O2X.Actors.Tests.Faults;

/// <summary>The steps to a link that talks. A fault that hinders a step hinders none that was taken before it began.</summary>
public enum LinkStep
{
    None,
    Scan,
    Connect,
    Open,
    Talk,
}

/// <summary>What becomes of a link while a fault lasts that hinders it.</summary>
public enum Hindered
{
    /// <summary>Nothing: it becomes ready, and stays.</summary>
    NotAtAll,

    /// <summary>It waits for its source and tries nothing (decisions.md D20).</summary>
    Parked,

    /// <summary>It scans and does not hear the vehicle.</summary>
    Unheard,

    /// <summary>It scans and passes over the device that turned out to be another vehicle.</summary>
    PassingOver,

    /// <summary>It tries again and again, with growing pauses.</summary>
    Failing,
}

/// <summary>What is promised of a fault.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Hinders">The last step that it hinders; <see cref="LinkStep.Talk"/>: a link that stands is lost.</param>
/// <param name="Becomes">What becomes of a link that has a hindered step before it.</param>
/// <param name="Why">What the link says is the reason; null: the fault leaves no mark.</param>
/// <param name="Loss">The reason in <c>disconnected</c>, when a link is lost that was ready.</param>
internal sealed record FaultRow(Fault Fault, LinkStep Hinders, Hindered Becomes, LinkLossReason? Why = null, LinkLossReason? Loss = null);

/// <summary>The table of faults and what the engine makes of them. What is not hindered is ready.</summary>
internal static class FaultTable
{
    public static readonly FaultRow[] Rows =
    [
        // The air.
        new(Fault.OutOfRange, LinkStep.Talk, Hindered.Unheard, Loss: LinkLossReason.LinkLoss),
        new(Fault.RssiFading, LinkStep.Talk, Hindered.Unheard, Loss: LinkLossReason.LinkLoss),
        new(Fault.DongleFull, LinkStep.Connect, Hindered.Unheard),

        // The radio (decisions.md D20).
        new(Fault.AdapterOff, LinkStep.Talk, Hindered.Parked, LinkLossReason.AdapterOff, LinkLossReason.AdapterOff),
        new(Fault.AdapterUnplugged, LinkStep.Talk, Hindered.Parked, LinkLossReason.AdapterOff, LinkLossReason.AdapterOff),
        new(Fault.PermissionWithdrawn, LinkStep.Talk, Hindered.Parked, LinkLossReason.PermissionMissing, LinkLossReason.PermissionMissing),
        new(Fault.OutOfSlots, LinkStep.Connect, Hindered.Failing, LinkLossReason.OutOfSlots),

        // The dongle.
        new(Fault.ConnectRefused, LinkStep.Connect, Hindered.Failing, LinkLossReason.PeerTerminated),
        new(Fault.ConnectHangs, LinkStep.Connect, Hindered.Failing, LinkLossReason.ConnectTimeout),
        new(Fault.DiscoveryHangs, LinkStep.Connect, Hindered.Failing, LinkLossReason.ConnectTimeout),
        new(Fault.NotifyRefused, LinkStep.Open, Hindered.Failing, LinkLossReason.ProtocolError),
        new(Fault.SilentLink, LinkStep.Talk, Hindered.Failing, LinkLossReason.DataTimeout, LinkLossReason.DataTimeout),
        new(Fault.PeerCloses, LinkStep.Talk, Hindered.NotAtAll, Loss: LinkLossReason.PeerTerminated),
        new(Fault.LinkLoss, LinkStep.Talk, Hindered.NotAtAll, Loss: LinkLossReason.LinkLoss),
        new(Fault.WrongVin, LinkStep.Talk, Hindered.PassingOver, LinkLossReason.WrongVehicle, LinkLossReason.LinkLoss),
        new(Fault.NoVin, LinkStep.Talk, Hindered.Failing, LinkLossReason.NotSupported, LinkLossReason.LinkLoss),
        new(Fault.SeveralDongles, LinkStep.None, Hindered.NotAtAll),

        // The packets: what cannot be trusted counts as silence.
        new(Fault.Garbage, LinkStep.Talk, Hindered.Failing, LinkLossReason.DataTimeout, LinkLossReason.DataTimeout),
        new(Fault.WrongChecksum, LinkStep.Talk, Hindered.Failing, LinkLossReason.DataTimeout, LinkLossReason.DataTimeout),
        new(Fault.TruncatedPackets, LinkStep.Talk, Hindered.Failing, LinkLossReason.DataTimeout, LinkLossReason.DataTimeout),
        // The second of two packets in one is ignored; the first is whole.
        new(Fault.MergedPackets, LinkStep.None, Hindered.NotAtAll),
        new(Fault.ReorderedPackets, LinkStep.None, Hindered.NotAtAll),
        new(Fault.SequenceGaps, LinkStep.None, Hindered.NotAtAll),
        new(Fault.DuplicatedPackets, LinkStep.None, Hindered.NotAtAll),

        // The stack and the clock.
        new(Fault.DuplicateCallbacks, LinkStep.None, Hindered.NotAtAll),
        new(Fault.LateCallbacks, LinkStep.None, Hindered.NotAtAll),
        new(Fault.SlowTransport, LinkStep.None, Hindered.NotAtAll),
        new(Fault.ThrowingTransport, LinkStep.Open, Hindered.Failing, LinkLossReason.Unknown),
        new(Fault.DisposeHangs, LinkStep.None, Hindered.NotAtAll),
        new(Fault.ScanEndsByItself, LinkStep.Scan, Hindered.Failing, LinkLossReason.Unknown),
        new(Fault.ClockForward, LinkStep.None, Hindered.NotAtAll),
        new(Fault.ClockBackward, LinkStep.None, Hindered.NotAtAll),
    ];

    public static FaultRow Of(string fault) => Rows.Single(row => row.Fault.Name == fault);
}

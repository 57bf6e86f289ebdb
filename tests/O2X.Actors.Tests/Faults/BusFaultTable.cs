using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Tests.Faults;

/// <summary>What goes wrong on a bus, and what is promised of it: as <see cref="FaultRow"/>.</summary>
internal sealed record BusFaultRow(
    string Name,
    Action<EngineBench, TalkingBus> Begin,
    Action<EngineBench, TalkingBus> End,
    LinkStep Hinders,
    Hindered Becomes,
    LinkLossReason? Why = null,
    LinkLossReason? Loss = null);

/// <summary>The table of faults of a bus.</summary>
internal static class BusFaultTable
{
    private static readonly LinkFault Broken = new(LinkLossReason.LinkLoss);

    public static readonly BusFaultRow[] Rows =
    [
        Source("interface-down", Availability.Off, LinkLossReason.AdapterOff),
        Source("interface-gone", Availability.Absent, LinkLossReason.AdapterOff),
        Source("interface-may-write", Availability.Unsuitable, LinkLossReason.AdapterOff),
        Source("permission-withdrawn", Availability.NoPermission, LinkLossReason.PermissionMissing),

        // A car that sleeps is no fault of the link: it costs no attempts.
        new("car-asleep", (_, bus) => bus.IsAsleep = true, (_, bus) => bus.IsAsleep = false,
            LinkStep.Talk, Hindered.Unheard, Loss: LinkLossReason.BusSilent),
        new("another-car", (_, bus) => bus.Vin = AmiBus.OtherVin, (_, bus) => bus.Vin = AmiBus.Vin,
            LinkStep.Talk, Hindered.PassingOver, LinkLossReason.WrongVehicle, LinkLossReason.WrongVehicle),

        // A VIN that the caller gave is believed on a bus, and told to be unverified.
        new("no-vin", (_, bus) => bus.Vin = null, (_, bus) => bus.Vin = AmiBus.Vin, LinkStep.None, Hindered.NotAtAll),
        new("bus-breaks", (_, bus) => bus.Break(Broken), (_, _) => { }, LinkStep.Talk, Hindered.NotAtAll, Loss: LinkLossReason.LinkLoss),
        Step("connect-refused", bench => bench.Transport.Connect, step => step.Fail(LinkLossReason.ProtocolError), LinkStep.Connect, LinkLossReason.ProtocolError),
        Step("connect-throws", bench => bench.Transport.Connect, step => step.Throws = new InvalidOperationException(), LinkStep.Connect, LinkLossReason.Unknown),
        Step("connect-hangs", bench => bench.Transport.Connect, Hang, LinkStep.Connect, LinkLossReason.ConnectTimeout),
        Step("scan-refused", bench => bench.Transport.StartScan, step => step.Fail(LinkLossReason.Unknown), LinkStep.Scan, LinkLossReason.Unknown),
        Step("scan-hangs", bench => bench.Transport.StartScan, Hang, LinkStep.Scan, LinkLossReason.ConnectTimeout),
        Step("closing-hangs", bench => bench.Transport.Close, Hang, LinkStep.None, null),
        Step("closing-throws", bench => bench.Transport.Close, step => step.Throws = new InvalidOperationException(), LinkStep.None, null),
        Step("stopping-a-scan-hangs", bench => bench.Transport.StopScan, Hang, LinkStep.None, null),
    ];

    private static BusFaultRow Source(string name, Availability availability, LinkLossReason why) => new(
        name,
        (bench, bus) =>
        {
            bench.Transport.Become(new TransportState(availability, name));
            bus.Break(new LinkFault(why));
        },
        (bench, _) => bench.Transport.Become(TransportState.On),
        LinkStep.Talk,
        Hindered.Parked,
        why,
        why);

    private static BusFaultRow Step(
        string name, Func<EngineBench, StepBehaviour> step, Action<StepBehaviour> spoil, LinkStep hinders, LinkLossReason? why) => new(
        name,
        (bench, _) => spoil(step(bench)),
        (bench, _) => bench.Transport.Recover(),
        hinders,
        why is null ? Hindered.NotAtAll : Hindered.Failing,
        why);

    private static void Hang(StepBehaviour step)
    {
        step.Hangs = true;
        step.IgnoresCancellation = true;
    }
}

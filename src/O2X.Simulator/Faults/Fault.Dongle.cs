using O2X.Links;
using O2X.Vehicles;

namespace O2X.Simulator.Faults;

// The dongle, and others beside it.
public sealed partial class Fault
{
    private static readonly Vin StrangersVin = Vin.Parse("VR1AB12C3D4567804");

    /// <summary>The dongle refuses to be connected.</summary>
    public static Fault ConnectRefused { get; } = new(
        "connect-refused",
        "The dongle refuses to be connected.",
        world => world.Dongle.RefuseConnect = true,
        world => world.Dongle.RefuseConnect = false);

    /// <summary>Connecting neither succeeds nor fails.</summary>
    public static Fault ConnectHangs { get; } = new(
        "connect-hangs",
        "Connecting neither succeeds nor fails.",
        world => world.Dongle.HangConnect = true,
        world => world.Dongle.HangConnect = false);

    /// <summary>The dongle is connected, and its services are never found.</summary>
    public static Fault DiscoveryHangs { get; } = new(
        "discovery-hangs",
        "The dongle is connected, and its services are never found.",
        world => world.Dongle.HangDiscovery = true,
        world => world.Dongle.HangDiscovery = false);

    /// <summary>The dongle refuses to notify; links that stand are not touched.</summary>
    public static Fault NotifyRefused { get; } = new(
        "notify-refused",
        "The dongle refuses to notify; links that stand are not touched.",
        world => world.Dongle.RefuseNotify = true,
        world => world.Dongle.RefuseNotify = false);

    /// <summary>Links stand, and no packets come.</summary>
    public static Fault SilentLink { get; } = new(
        "silent-link",
        "Links stand, and no packets come.",
        world => world.Dongle.Silent = true,
        world => world.Dongle.Silent = false);

    /// <summary>The dongle closes its links.</summary>
    public static Fault PeerCloses { get; } = new(
        "peer-closes",
        "The dongle closes its links.",
        world => world.Dongle.DropLink(LinkLossReason.PeerTerminated));

    /// <summary>The links are lost in the air.</summary>
    public static Fault LinkLoss { get; } = new(
        "link-loss",
        "The links are lost in the air.",
        world => world.Dongle.DropLink());

    /// <summary>The dongle is put into another car: its links are lost, and while it still advertises the old VIN it proves another.</summary>
    public static Fault WrongVin { get; } = new(
        "wrong-vin",
        "The dongle is put into another car: its links are lost, and while it still advertises the old VIN it proves another.",
        world => Swap(world, () => world.Dongle.ProvenVin = StrangersVin),
        world => world.Dongle.ProvenVin = null);

    /// <summary>The dongle forgets its VIN: its links are lost, it advertises none and cannot prove one.</summary>
    public static Fault NoVin { get; } = new(
        "no-vin",
        "The dongle forgets its VIN: its links are lost, it advertises none and cannot prove one.",
        world => Swap(world, () => world.Dongle.HasForgottenVin = true),
        world => world.Dongle.HasForgottenVin = false);

    /// <summary>Three dongles of other cars are nearer; one of them does not advertise whose it is.</summary>
    public static Fault SeveralDongles { get; } = new(
        "several-dongles",
        "Three dongles of other cars are nearer; one of them does not advertise whose it is.",
        world => world.SetNeighbours(areHere: true),
        world => world.SetNeighbours(areHere: false));

    /// <summary>Others hold all links that the dongle can have, so that it does not advertise; links that stand are not touched.</summary>
    public static Fault DongleFull { get; } = new(
        "dongle-full",
        "Others hold all links that the dongle can have, so that it does not advertise; links that stand are not touched.",
        world => world.Dongle.TakenByOthers = true,
        world => world.Dongle.TakenByOthers = false);

    // Who takes a dongle out takes its power away.
    private static void Swap(SimulatedWorld world, Action swap)
    {
        swap();
        world.Dongle.DropLink();
    }
}

using O2X.Links;

namespace O2X.Actors.Linking;

/// <summary>The faults that the engine itself finds.</summary>
internal static class Faults
{
    public static LinkFault Shutdown { get; } = new(LinkLossReason.Shutdown);

    public static LinkFault Unsubscribed { get; } = new(LinkLossReason.LocalRequest);

    public static LinkFault ConnectTimeout { get; } = new(
        LinkLossReason.ConnectTimeout, "Connecting took too long.", "Come closer to the vehicle, or see that nobody else is connected to it.");

    public static LinkFault OpenTimeout { get; } = new(
        LinkLossReason.ConnectTimeout, "The link stands, but finding its services or proving the VIN took too long.");

    public static LinkFault NoFirstPacket { get; } = new(
        LinkLossReason.DataTimeout, "The link stands, but nothing that can be decoded came.");

    public static LinkFault Unproven { get; } = new(
        LinkLossReason.Authentication, "The device cannot prove which vehicle it is.", "Allow an unverified VIN if you trust it.");

    public static LinkFault Unexplained { get; } = new(LinkLossReason.Unknown, "The source does not say why.");

    /// <summary>A part of the engine crashed: <c>link</c>, <c>scanner</c>, <c>decoder</c>.</summary>
    public static LinkFault Crash(string part, bool keepsCrashing) => keepsCrashing
        ? new(LinkLossReason.Unknown, $"The engine's {part} keeps crashing.", "It is a bug; the log has the exception. The engine goes on in about a minute.")
        : new(LinkLossReason.Unknown, $"The engine restarted its {part}.");

    public static LinkFault VinNotHeard(TimeSpan within) => new(
        LinkLossReason.ScanTimeout, $"No VIN was heard within {within.TotalSeconds:0.###} s.", "Name the vehicle by its VIN.");

    public static LinkFault ScanTimeout(TimeSpan within) => new(
        LinkLossReason.ScanTimeout,
        $"The vehicle was not found within {within.TotalSeconds:0.###} s.",
        "Be inside or close to the vehicle, switch it on, and check the VIN.");

    /// <summary>A search that ended without the vehicle, with the others that were passed over meanwhile.</summary>
    public static LinkFault? WithOthers(LinkFault? fault, int others)
    {
        if (others == 0 || fault?.Reason is not (LinkLossReason.ScanTimeout or LinkLossReason.EndOfSource)) return fault;
        var passedOver = others == 1 ? "1 other vehicle was passed over." : $"{others} other vehicles were passed over.";
        return fault with { Detail = fault.Detail is { } detail ? $"{detail} {passedOver}" : passedOver };
    }

    public static LinkFault WrongVehicle(string address) => new(
        LinkLossReason.WrongVehicle, $"{address} is another vehicle than the one that is sought.", "Check the VIN.");

    public static LinkFault Silent(bool isBus, TimeSpan duration) =>
        isBus
            ? new(LinkLossReason.BusSilent, $"The bus has been silent for {duration.TotalSeconds:0.###} s: the vehicle sleeps.")
            : new(LinkLossReason.DataTimeout, $"No data came for {duration.TotalSeconds:0.###} s.", "Stay close to the vehicle.");

    /// <summary>The fault that a source stands for which is not usable.</summary>
    public static LinkFault Of(TransportState state) => new(
        state.Availability == Availability.NoPermission ? LinkLossReason.PermissionMissing : LinkLossReason.AdapterOff,
        state.Detail,
        state.Advice);
}

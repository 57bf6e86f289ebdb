using O2X.Vehicles;

namespace O2X.Gateway.Notifications;

/// <summary>What the rules look at.</summary>
/// <param name="At">The moment, UTC.</param>
/// <param name="Status">The vehicle's status.</param>
/// <param name="Charge">Its charge, %; null when it is not live.</param>
/// <param name="AsksForCharge">Whether it asks to be charged; null when it is not live.</param>
/// <param name="HasChargeAlert">Whether an alert is on that stops charging.</param>
/// <param name="CantCharge">Whether the vehicle has said since the last look that it cannot charge.</param>
/// <param name="UnseenFor">How long it has not been heard; null when nobody listens for it.</param>
internal readonly record struct Observation(
    DateTimeOffset At, VehicleStatus Status, int? Charge, bool? AsksForCharge, bool HasChargeAlert, bool CantCharge, TimeSpan? UnseenFor);

/// <summary>What the rules remember, so that each situation is told once.</summary>
/// <param name="IsLow">It was told that the charge is low, and it has not risen since.</param>
/// <param name="IsCharging">It was seen charging, and its end was not told yet.</param>
/// <param name="LeftChargingAt">When it was seen that it charges no more; null: it does, or did not.</param>
/// <param name="CannotCharge">It was told that it cannot charge, and it has neither charged nor been driven since.</param>
/// <param name="IsUnseen">It was told that it is unseen, and it has not been heard since.</param>
internal sealed record NotificationMemory(
    bool IsLow = false, bool IsCharging = false, DateTimeOffset? LeftChargingAt = null, bool CannotCharge = false, bool IsUnseen = false);

/// <summary>Decides of what somebody is notified.</summary>
internal static class NotificationRules
{
    /// <summary>How much the charge must rise above the limit before it can be told again that it is low, %.</summary>
    public const int Rise = 5;

    /// <summary>A charge of which nobody expects more, %.</summary>
    public const int Full = 98;

    /// <summary>How long it must have stopped: chargers pause.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Looks once.</summary>
    /// <returns>What is remembered now, and what is told.</returns>
    public static (NotificationMemory Memory, IReadOnlyList<NotificationKind> Told) Decide(NotificationMemory memory, in Observation seen, NotificationOptions options)
    {
        List<NotificationKind> told = [];
        memory = LowCharge(memory, seen, options, told);
        memory = ChargeEnd(memory, seen, options, told);
        memory = CantCharge(memory, seen, options, told);
        return (Unseen(memory, seen, options, told), told);
    }

    private static NotificationMemory LowCharge(NotificationMemory memory, in Observation seen, NotificationOptions options, List<NotificationKind> told)
    {
        if (seen.Charge is not { } charge) return memory;
        if (charge >= options.LowChargePercent + Rise) return memory with { IsLow = false };
        if (memory.IsLow || charge >= options.LowChargePercent) return memory;
        told.Add(NotificationKind.LowCharge);
        return memory with { IsLow = true };
    }

    private static NotificationMemory ChargeEnd(NotificationMemory memory, in Observation seen, NotificationOptions options, List<NotificationKind> told)
    {
        // Of a vehicle that is not heard nobody knows whether it still charges.
        if (seen.Status == VehicleStatus.Unknown) return memory;
        if (seen.Status == VehicleStatus.Charging) return memory with { IsCharging = true, LeftChargingAt = null };
        if (!memory.IsCharging) return memory;
        var left = memory.LeftChargingAt ?? seen.At;
        if (seen.Status == VehicleStatus.Parked && seen.At - left < Pause) return memory with { LeftChargingAt = left };
        var hasFailed = seen.Status == VehicleStatus.Parked && seen.Charge is not >= Full && (seen.AsksForCharge == true || seen.HasChargeAlert);
        if (options.ChargeEnd) told.Add(hasFailed ? NotificationKind.ChargeFailed : NotificationKind.ChargeEnded);
        return memory with { IsCharging = false, LeftChargingAt = null };
    }

    private static NotificationMemory CantCharge(NotificationMemory memory, in Observation seen, NotificationOptions options, List<NotificationKind> told)
    {
        if (seen.Status is VehicleStatus.Charging or VehicleStatus.Driving) memory = memory with { CannotCharge = false };
        if (!seen.CantCharge || memory.CannotCharge) return memory;
        if (options.CantCharge) told.Add(NotificationKind.CantCharge);
        return memory with { CannotCharge = true };
    }

    private static NotificationMemory Unseen(NotificationMemory memory, in Observation seen, NotificationOptions options, List<NotificationKind> told)
    {
        if (seen.UnseenFor is not { } unseen || options.UnseenHours == 0) return memory;
        if (unseen < TimeSpan.FromHours(options.UnseenHours)) return memory with { IsUnseen = false };
        if (memory.IsUnseen) return memory;
        told.Add(NotificationKind.Unseen);
        return memory with { IsUnseen = true };
    }
}

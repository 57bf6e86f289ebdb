namespace O2X.Vehicles.OpenLink;

public readonly partial record struct OpenLinkInformation
{
    // A packet has one age for all its values: an old one beside new ones would be told as new.
    private static readonly TimeSpan MostApart = TimeSpan.FromSeconds(5);

    /// <summary>What a dongle says of a vehicle.</summary>
    /// <remarks>
    /// What may have changed unheard is told only while it is live. Charge, range and odometer are told as long as they are known, with
    /// the age of the newest value; one that is stale and older than that by more than 5 s is not available.
    /// </remarks>
    /// <param name="state">What is known of the vehicle.</param>
    /// <param name="now">The present, on the clock of <see cref="VehicleSnapshot.Timestamp"/>.</param>
    /// <param name="asleep">Whether the vehicle's bus is silent; a state that says so itself need not be told.</param>
    /// <param name="simulated">Whether the source simulates or replays; a state that says so itself need not be told.</param>
    public static OpenLinkInformation Of(in VehicleSnapshot state, long now, bool asleep = false, bool simulated = false)
    {
        now = Math.Max(now, state.Timestamp);
        var age = NewestAge(state, now);
        var alerts = state.IsLive(Signal.Alerts) ? state.CurrentAlerts : AlertSet.Unknown;
        return new OpenLinkInformation
        {
            Status = state.Status,
            Selector = state.IsLive(Signal.Selector) ? state.Selector : Selector.Unknown,
            ParkBrake = state.IsLive(Signal.ParkBrake) ? state.ParkBrake : ParkBrakeStatus.Unknown,
            Ready = state.IsLive(Signal.Ready) ? state.Ready : null,
            ChargeRequested = state.IsLive(Signal.ChargeRequested) ? state.ChargeRequested : null,
            Plugged = state.IsLive(Signal.Plugged) ? state.Plugged : null,
            SystemState = state.IsLive(Signal.SystemState) ? state.SystemState : SystemState.Unknown,
            BatteryState = state.IsLive(Signal.BatteryState) ? state.BatteryState : BatteryState.Unknown,
            CurrentAlerts = alerts.Active,
            PreviousAlerts = state.PreviousAlerts.Active & alerts.Known,
            KnownAlerts = alerts.Known,
            StateOfCharge = IsTold(state, Signal.StateOfCharge, now, age) ? state.StateOfCharge : null,
            RemainingRange = IsTold(state, Signal.RemainingRange, now, age) ? state.RemainingRange : null,
            ChargeDelay = state.IsLive(Signal.TimeToFull) ? (state.TimeToFullSeconds + 30) / 60 : null,
            OdometerTenths = IsTold(state, Signal.Odometer, now, age) ? (int)state.OdometerTenths : null,
            SourceAge = age,
            SourceAsleep = asleep || (state.Flags & SnapshotFlags.SourceAsleep) != 0,
            Simulated = simulated || state.IsSimulated,
        };
    }

    private static TimeSpan? NewestAge(in VehicleSnapshot state, long now)
    {
        TimeSpan? newest = null;
        for (var signal = (Signal)0; (int)signal < SignalTimes.Count; signal++)
            if (state.AgeOf(signal, now) is { } age && !(age >= newest)) newest = age;
        return newest;
    }

    private static bool IsTold(in VehicleSnapshot state, Signal signal, long now, TimeSpan? newest) =>
        state.IsLive(signal) || state.AgeOf(signal, now) - newest <= MostApart;
}

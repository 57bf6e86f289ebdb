using O2X.Vehicles;

namespace O2X.Gateway.History.Recording;

/// <summary>What of a vehicle's state is kept over time, at one moment. What is not live is null.</summary>
/// <param name="Sample">The values.</param>
/// <param name="Ticks">The moment on the engine's monotonic clock: a wall clock that is set does not stretch what lies between two readings.</param>
internal readonly record struct Reading(Sample Sample, long Ticks)
{
    public DateTimeOffset At => Sample.At;

    public VehicleStatus Status => Sample.Status;

    /// <summary>Whether anything of it is live.</summary>
    public bool IsHeard => Sample with { At = default } != default;

    public static Reading Of(in VehicleSnapshot snapshot) => new(
        new Sample(
            snapshot.ReceivedAt,
            snapshot.Status,
            Live(snapshot, Signal.StateOfCharge, snapshot.StateOfCharge),
            Live(snapshot, Signal.RemainingRange, snapshot.RemainingRange),
            Live(snapshot, Signal.Odometer, (double?)snapshot.Odometer),
            Live(snapshot, Signal.Speed, snapshot.Speed),
            Live(snapshot, Signal.PackVoltage, (double?)snapshot.PackVoltage),
            Live(snapshot, Signal.PackCurrent, (double?)snapshot.PackCurrent)),
        snapshot.Timestamp);

    private static double? Live(in VehicleSnapshot snapshot, Signal signal, double? value) =>
        snapshot.QualityOf(signal) == Quality.Live ? value : null;
}

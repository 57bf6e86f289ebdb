using O2X.Vehicles;

namespace O2X.Gateway.Mqtt;

/// <summary>
/// The vehicle's state for evcc, in the letters of IEC 61851. Only what is known for sure is told, since evcc ends or begins charging by it.
/// <code>
/// C  it charges
/// B  its plug is known to be in, or it asks for charge and is neither driven nor known to be unplugged
/// A  it is driven, or its plug is known to be out
/// -  otherwise
/// </code>
/// </summary>
internal static class EvccStatus
{
    /// <summary>The letter; null: not known.</summary>
    public static string? Of(VehicleStatus status, bool? isPlugged, bool? asksForCharge) => (status, isPlugged, asksForCharge) switch
    {
        (VehicleStatus.Charging, _, _) => "C",
        (_, true, _) => "B",
        (VehicleStatus.Driving, _, _) or (_, false, _) => "A",
        (_, _, true) => "B",
        _ => null,
    };

    /// <summary>The letter of what is live in a snapshot.</summary>
    public static string? Of(VehicleSnapshot? snapshot) => snapshot is not { } state ? null : Of(
        state.Status,
        state.QualityOf(Signal.Plugged) == Quality.Live ? state.Plugged : null,
        state.QualityOf(Signal.ChargeRequested) == Quality.Live ? state.ChargeRequested : null);
}

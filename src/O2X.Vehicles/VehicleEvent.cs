using System.Text.Json.Serialization;

namespace O2X.Vehicles;

/// <summary>The events of the SDK's <c>pims.vehicle.event</c>.</summary>
public enum VehicleEventKind : byte
{
    /// <summary>The link to the vehicle is lost.</summary>
    [JsonStringEnumMemberName("disconnected")] Disconnected,

    /// <summary>The vehicle is supposed to charge but the park brake is off.</summary>
    [JsonStringEnumMemberName("cantCharge")] CantCharge,
}

using System.Text.Json.Serialization;

namespace O2X.Vehicles;

/// <summary>What the vehicle is doing. Spelled as in the SDK's <c>status</c>.</summary>
public enum VehicleStatus : byte
{
    /// <summary>Not known: nothing heard yet, or what was heard is stale.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>Standing, not charging.</summary>
    [JsonStringEnumMemberName("parked")] Parked,

    /// <summary>Ready with the selector in D or R, or moving.</summary>
    [JsonStringEnumMemberName("driving")] Driving,

    /// <summary>Current flows into the battery from the charger.</summary>
    [JsonStringEnumMemberName("charging")] Charging,
}

using System.Text.Json.Serialization;

namespace O2X.Vehicles;

/// <summary>The park brake. Spelled as in the SDK's <c>parkBrakeStatus</c>.</summary>
public enum ParkBrakeStatus : byte
{
    /// <summary>Not known.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>Released.</summary>
    [JsonStringEnumMemberName("notActivated")] NotActivated,

    /// <summary>Applied.</summary>
    [JsonStringEnumMemberName("activated")] Activated,
}

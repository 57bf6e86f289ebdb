using System.Text.Json.Serialization;

namespace O2X.Vehicles;

/// <summary>The state of the vehicle's system, in the SDK's documented order; no meaning is documented for any of them.</summary>
public enum SystemState : byte
{
    /// <summary><c>init</c></summary>
    [JsonStringEnumMemberName("init")] Init,

    /// <summary><c>standby</c></summary>
    [JsonStringEnumMemberName("standby")] Standby,

    /// <summary><c>driving</c></summary>
    [JsonStringEnumMemberName("driving")] Driving,

    /// <summary><c>charging</c></summary>
    [JsonStringEnumMemberName("charging")] Charging,

    /// <summary><c>noticed</c></summary>
    [JsonStringEnumMemberName("noticed")] Noticed,

    /// <summary><c>powerdown</c></summary>
    [JsonStringEnumMemberName("powerdown")] Powerdown,

    /// <summary><c>sleep</c></summary>
    [JsonStringEnumMemberName("sleep")] Sleep,

    /// <summary>Not known.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,
}

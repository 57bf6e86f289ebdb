using System.Text.Json.Serialization;

namespace O2X.Vehicles;

/// <summary>The position of the drive selector. Spelled as in the SDK's <c>rnd</c>.</summary>
public enum Selector : byte
{
    /// <summary>Not known, or no position.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>R.</summary>
    [JsonStringEnumMemberName("reverse")] Reverse,

    /// <summary>N.</summary>
    [JsonStringEnumMemberName("neutral")] Neutral,

    /// <summary>D.</summary>
    [JsonStringEnumMemberName("drive")] Drive,
}

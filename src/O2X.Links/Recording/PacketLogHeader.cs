using O2X.Vehicles;

namespace O2X.Links.Recording;

/// <summary>The first line of a recording of packets: what they are, and when and where it began.</summary>
/// <param name="Profile">The name of the profile that the packets are of: <c>open-link</c>.</param>
/// <param name="Source">The kind of source: <c>sim</c>, <c>ble</c>.</param>
/// <param name="StartedAt">When the recording began, best with its first link; the times of all lines count from here.</param>
/// <param name="Vin">The vehicle; in an anonymised recording a VIN that stands for it.</param>
public sealed record PacketLogHeader(string Profile, string Source, DateTimeOffset StartedAt, Vin Vin)
{
    /// <summary>The version of the format that this software writes, and the newest one that it reads.</summary>
    public const int SupportedVersion = 1;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = SupportedVersion;

    /// <summary>The software that recorded, with its version.</summary>
    public string? Software { get; init; }

    /// <summary>Whether what identifies the vehicle was replaced or left out.</summary>
    public bool IsAnonymised { get; init; }
}

using System.Collections.Immutable;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.Vehicles;

namespace O2X.Actors.Scanning;

/// <summary>Decides which sighting is worth connecting to.</summary>
internal static class SightingFilter
{
    /// <summary>The profile by which a sighting may be the vehicle; null when it is none, another one, or passed over.</summary>
    public static ILinkProfile? Match(
        Sighting sighting, IReadOnlyList<ILinkProfile> profiles, Vin? vin, ImmutableDictionary<string, long> passOver)
    {
        if (passOver.TryGetValue(sighting.Address, out var until) && sighting.Timestamp < until) return null;
        foreach (var profile in profiles)
        {
            if (profile.Judge(sighting, vin) == SightingVerdict.Candidate) return profile;
        }

        return null;
    }

    /// <summary>What to have the transport scan for: the services of all profiles, or anything when one needs none.</summary>
    public static ScanFilter FilterFor(IReadOnlyList<ILinkProfile> profiles)
    {
        var services = profiles.SelectMany(profile => profile.ServiceUuids).Distinct().ToArray();
        return services.Length == 0 ? ScanFilter.Any : new ScanFilter(services);
    }
}

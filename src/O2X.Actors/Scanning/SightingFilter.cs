using System.Collections.Immutable;
using O2X.Actors.Diagnostics;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.Vehicles;

namespace O2X.Actors.Scanning;

/// <summary>Decides which sighting is worth connecting to. Pure.</summary>
internal static class SightingFilter
{
    /// <summary>Whether a sighting may be the vehicle, and if not, why.</summary>
    public static SightingJudgement Judge(
        Sighting sighting, IReadOnlyList<ILinkProfile> profiles, Vin? vin, ImmutableDictionary<string, long> passOver)
    {
        if (passOver.TryGetValue(sighting.Address, out var until) && sighting.Timestamp < until)
            return new(SightingOutcome.PassedOver, PassedOverUntil: until);

        var outcome = SightingOutcome.Unrelated;
        foreach (var profile in profiles)
        {
            switch (profile.Judge(sighting, vin))
            {
                case SightingVerdict.Candidate:
                    return new(SightingOutcome.Candidate, profile);
                case SightingVerdict.OtherVehicle:
                    outcome = SightingOutcome.OtherVehicle;
                    break;
            }
        }

        return new(outcome);
    }

    /// <summary>What to have the transport scan for: the services of all profiles, or anything when one needs none.</summary>
    public static ScanFilter FilterFor(IReadOnlyList<ILinkProfile> profiles)
    {
        var services = profiles.SelectMany(profile => profile.ServiceUuids).Distinct().ToArray();
        return services.Length == 0 ? ScanFilter.Any : new ScanFilter(services);
    }
}

/// <summary>What a sighting is worth.</summary>
/// <param name="Outcome">Whether it is connected to, and if not, why.</param>
/// <param name="Profile">The profile by which it may be the vehicle; null when it is passed over.</param>
/// <param name="PassedOverUntil">Until when, in ticks, for <see cref="SightingOutcome.PassedOver"/>.</param>
internal readonly record struct SightingJudgement(SightingOutcome Outcome, ILinkProfile? Profile = null, long PassedOverUntil = 0);

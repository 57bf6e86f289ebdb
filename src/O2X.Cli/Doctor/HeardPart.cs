using System.Globalization;
using O2X.Actors.Diagnostics;
using O2X.Cli.Output;

namespace O2X.Cli.Doctor;

/// <summary>The part of a page that says what was heard, and why it was passed over.</summary>
internal static class HeardPart
{
    /// <summary>The most devices on a page; JSON has all.</summary>
    private const int Most = 8;

    public static IEnumerable<Finding> Of(Diagnosis diagnosis)
    {
        if (diagnosis.Sightings.Count == 0)
        {
            yield return new(diagnosis.IsDataFlowing ? Mark.Fact : Mark.Unknown, "", "nothing");
            yield break;
        }

        // Of an air that is full of other things, vehicles come first.
        var vehiclesFirst = diagnosis.Sightings.OrderBy(sighting => sighting.Outcome == SightingOutcome.Unrelated).ToList();
        foreach (var sighting in vehiclesFirst.Take(Most)) yield return Of(sighting, diagnosis);

        var more = vehiclesFirst.Count - Most;
        if (more > 0) yield return new(Mark.Fact, "", string.Create(CultureInfo.InvariantCulture, $"and {more} more, which --json lists"));
        if (diagnosis.SightingsForgotten > 0)
            yield return new(Mark.Fact, "", string.Create(CultureInfo.InvariantCulture, $"{diagnosis.SightingsForgotten:N0} times an address was forgotten for want of room"));
    }

    private static Finding Of(SightingReport sighting, Diagnosis diagnosis)
    {
        var name = sighting.Name is { } given ? $"{given}, " : "";
        var rssi = sighting.Rssi is { } dBm ? string.Create(CultureInfo.InvariantCulture, $"{dBm} dBm, ") : "";
        var count = sighting.Count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{sighting.Count:N0} times");
        var (mark, verdict) = sighting.Outcome switch
        {
            SightingOutcome.Candidate when diagnosis.IsDataFlowing && diagnosis.Link.Address == sighting.Address => (Mark.Right, "linked"),
            SightingOutcome.Candidate => (Mark.Right, "may be the vehicle"),
            SightingOutcome.OtherVehicle => (Mark.Wrong, "another vehicle, by its tag"),
            SightingOutcome.PassedOver => (Mark.Wrong, $"another vehicle, passed over for {Remaining(sighting, diagnosis)}"),
            _ => (Mark.Fact, "no vehicle"),
        };
        return new(mark, sighting.Address, $"{name}{rssi}{count}, {Wording.Duration(diagnosis.At - sighting.LastHeard)} ago: {verdict}");
    }

    private static string Remaining(SightingReport sighting, Diagnosis diagnosis) =>
        sighting.PassedOverUntil is { } until && until > diagnosis.At ? $"{Wording.Duration(until - diagnosis.At)} more" : "a while";
}

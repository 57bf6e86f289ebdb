using O2X.Cli.Output;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.Vehicles;
using O2X.Vehicles.OpenLink;

namespace O2X.Cli.Scanning;

/// <summary>
/// The devices that were heard, the strongest first and last those that may be gone. Signals go up and down by themselves: a row changes
/// its place only when another is clearly stronger, so that a table of them can be read. Safe for use by several threads.
/// </summary>
/// <param name="profiles">What makes a device a vehicle.</param>
/// <param name="vin">The vehicle that is sought; null: none.</param>
/// <param name="all">Whether devices are kept too that are none.</param>
internal sealed class ScanTable(IReadOnlyList<ILinkProfile> profiles, Vin? vin, bool all)
{
    /// <summary>The most devices; of more, those are forgotten that were not heard for the longest time.</summary>
    public const int Most = 500;

    private const double ClearlyStrongerDb = 6;
    private const double ShareOfLatest = 0.2;
    private static readonly TimeSpan _gone = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<HeardDevice> _rows = [];
    private readonly Dictionary<string, int> _places = [];

    /// <summary>Whether the vehicle that is sought was heard, by its tag.</summary>
    public bool HasMatch
    {
        get
        {
            lock (_gate) return _rows.Exists(row => row.Tag == TagMatch.Yes);
        }
    }

    /// <summary>Whether a device was not heard for so long that it may be gone.</summary>
    public static bool IsGone(HeardDevice device, long now) => now - device.LastHeard > _gone.Ticks;

    /// <summary>Takes what was heard.</summary>
    /// <returns>The device before and now; null: it is not one to be shown.</returns>
    public (HeardDevice? Before, HeardDevice Now)? Hear(Sighting sighting)
    {
        var verdict = Judge(sighting);
        if (verdict.Profile is null && !all) return null;
        lock (_gate)
        {
            var before = _places.TryGetValue(sighting.Address, out var place) ? _rows[place] : null;
            var now = new HeardDevice(sighting.Address)
            {
                // Names come in a packet of their own, and not with each.
                Name = sighting.Name is { Length: > 0 } name ? Harmless.Of(name) : before?.Name,
                Rssi = sighting.Rssi,
                Strength = Smooth(before?.Strength, sighting.Rssi),
                Profile = verdict.Profile,
                Tag = verdict.Tag,
                LastHeard = sighting.Timestamp,
                Count = (before?.Count ?? 0) + 1,
                Sighting = sighting,
            };
            if (before is not null) _rows[place] = now;
            else Add(now);
            return (before, now);
        }
    }

    /// <summary>The devices, in the order in which they are shown now.</summary>
    public IReadOnlyList<HeardDevice> Rows(long now)
    {
        lock (_gate)
        {
            // Insertion: a row passes those before it over which it clearly stands.
            for (var i = 1; i < _rows.Count; i++)
            {
                for (var j = i; j > 0 && ClearlyBefore(_rows[j], _rows[j - 1], now); j--) (_rows[j], _rows[j - 1]) = (_rows[j - 1], _rows[j]);
            }

            NotePlaces();
            return [.. _rows];
        }
    }

    private (string? Profile, TagMatch Tag) Judge(Sighting sighting)
    {
        foreach (var profile in profiles)
        {
            var verdict = profile.Judge(sighting, vin);
            if (verdict == SightingVerdict.Unrelated) continue;
            var hasTag = sighting.Company == AdvertTag.Company && AdvertTag.TryRead(sighting.ManufacturerData.Span, out _);
            return (profile.Name, vin is null || !hasTag ? TagMatch.Unknown : verdict == SightingVerdict.Candidate ? TagMatch.Yes : TagMatch.No);
        }

        return (null, TagMatch.Unknown);
    }

    private void Add(HeardDevice device)
    {
        if (_rows.Count == Most)
        {
            _rows.Remove(_rows.MinBy(row => row.LastHeard)!);
            NotePlaces();
        }

        _places[device.Address] = _rows.Count;
        _rows.Add(device);
    }

    private void NotePlaces()
    {
        _places.Clear();
        for (var i = 0; i < _rows.Count; i++) _places[_rows[i].Address] = i;
    }

    private static double Smooth(double? before, int? rssi) =>
        rssi is not { } now ? before ?? double.NegativeInfinity
        : before is not { } mean || double.IsNegativeInfinity(mean) ? now
        : mean + (ShareOfLatest * (now - mean));

    private static bool ClearlyBefore(HeardDevice row, HeardDevice other, long now)
    {
        var (isGone, isOtherGone) = (IsGone(row, now), IsGone(other, now));
        return isGone == isOtherGone ? row.Strength > other.Strength + ClearlyStrongerDb : isOtherGone;
    }
}

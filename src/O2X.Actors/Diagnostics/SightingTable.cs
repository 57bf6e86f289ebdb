using O2X.Actors.Scanning;
using O2X.Links;

namespace O2X.Actors.Diagnostics;

/// <summary>
/// What the scans of a subscription heard, by address. It is bounded: for one address too many another is forgotten, one that is no
/// vehicle before one that is, and of these the one that was not heard for the longest time. An address that is heard again costs no
/// memory. Safe for use by several threads.
/// </summary>
internal sealed class SightingTable
{
    /// <summary>The most addresses.</summary>
    public const int Size = 32;

    private const int LongestName = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private long _forgotten;

    /// <summary>How many addresses were forgotten for want of room; one that comes and goes counts each time.</summary>
    public long Forgotten
    {
        get
        {
            lock (_gate) return _forgotten;
        }
    }

    /// <summary>How many addresses are other vehicles.</summary>
    public int OtherVehicles
    {
        get
        {
            lock (_gate) return _entries.Values.Count(entry => entry.Outcome is SightingOutcome.OtherVehicle or SightingOutcome.PassedOver);
        }
    }

    public void Record(Sighting sighting, in SightingJudgement judgement)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(sighting.Address, out var entry))
            {
                entry = _entries.Count < Size ? new Entry() : Forget();
                entry.Begin(sighting);
                _entries.Add(sighting.Address, entry);
            }

            entry.Heard(sighting, in judgement);
        }
    }

    /// <summary>A device turned out to be another vehicle.</summary>
    public void PassOver(string address, long until)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(address, out var entry)) (entry.Outcome, entry.PassedOverUntil) = (SightingOutcome.PassedOver, until);
        }
    }

    /// <summary>Another subscription begins.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _forgotten = 0;
        }
    }

    /// <summary>What was heard, the latest first.</summary>
    /// <param name="momentOf">Turns ticks into a time of day.</param>
    public IReadOnlyList<SightingReport> Look(Func<long, DateTimeOffset> momentOf)
    {
        lock (_gate) return [.. _entries.Values.OrderByDescending(entry => entry.LastHeard).Select(entry => entry.Report(momentOf))];
    }

    private Entry Forget()
    {
        Entry? least = null;
        foreach (var entry in _entries.Values)
        {
            if (least is null || entry.IsWorthLessThan(least)) least = entry;
        }

        _entries.Remove(least!.Address);
        _forgotten++;
        return least;
    }

    private sealed class Entry
    {
        private long _firstHeard;
        private long _count;
        private string? _name;
        private int? _rssi;

        public string Address { get; private set; } = "";

        public long LastHeard { get; private set; }

        public SightingOutcome Outcome { get; set; }

        public long PassedOverUntil { get; set; }

        public void Begin(Sighting sighting)
        {
            Address = sighting.Address;
            _firstHeard = sighting.Timestamp;
            _count = 0;
            _name = null;
        }

        public void Heard(Sighting sighting, in SightingJudgement judgement)
        {
            LastHeard = sighting.Timestamp;
            _count++;
            _rssi = sighting.Rssi;
            // Devices tell their name in some of their adverts only.
            if (sighting.Name is { Length: > 0 } name) _name = name.Length <= LongestName ? name : name[..LongestName];
            (Outcome, PassedOverUntil) = (judgement.Outcome, judgement.PassedOverUntil);
        }

        public bool IsWorthLessThan(Entry other) =>
            (Outcome != SightingOutcome.Unrelated, LastHeard).CompareTo((other.Outcome != SightingOutcome.Unrelated, other.LastHeard)) < 0;

        public SightingReport Report(Func<long, DateTimeOffset> momentOf) => new(Address, Outcome)
        {
            Name = _name,
            Rssi = _rssi,
            FirstHeard = momentOf(_firstHeard),
            LastHeard = momentOf(LastHeard),
            Count = _count,
            PassedOverUntil = Outcome == SightingOutcome.PassedOver ? momentOf(PassedOverUntil) : null,
        };
    }
}

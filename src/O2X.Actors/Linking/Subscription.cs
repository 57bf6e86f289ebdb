using System.Collections.Immutable;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Linking;

/// <summary>What the link works for. Kept outside the actor: a restarted one goes on with it.</summary>
internal sealed record Subscription(string Owner, Vin? Vin, bool FirstTime, Reception Reception)
{
    /// <summary>Whether the vehicle was ready once; from then on it is sought without a timeout (decisions.md D18).</summary>
    public bool WasReady { get; init; }

    /// <summary>When the present search began, in ticks; null when none is under way. The scan timeout counts from here.</summary>
    public long? SearchBegan { get; init; }

    /// <summary>How many attempts have failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>The class of the last failure.</summary>
    public FailureClass FailureClass { get; init; }

    /// <summary>Addresses of other vehicles, and until when they are passed over.</summary>
    public ImmutableDictionary<string, long> PassOver { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Why the last link or attempt ended.</summary>
    public LinkFault? Fault { get; init; }

    /// <summary>Whether the search ends by itself.</summary>
    public bool HasScanTimeout => FirstTime && !WasReady;

    /// <summary>When the search is over; null: never.</summary>
    public long? SearchDeadline(Timeouts timeouts) => HasScanTimeout ? SearchBegan + timeouts.Scan.Ticks : null;

    /// <summary>The search began, unless it is under way.</summary>
    public Subscription Searching(long now) => SearchBegan is null ? this with { SearchBegan = now } : this;

    /// <summary>An attempt failed, or a part of the engine did.</summary>
    public Subscription Failed(LinkFault fault, bool keepsCrashing = false) => this with
    {
        Failures = Failures + 1,
        FailureClass = keepsCrashing ? FailureClass.Crashing : BackoffPolicy.ClassOf(fault.Reason),
        Fault = fault,
    };

    /// <summary>The device turned out to be another vehicle.</summary>
    public Subscription PassingOver(string address, long now, long until, LinkFault fault)
    {
        var over = PassOver.Where(other => other.Value <= now).Select(other => other.Key);
        return this with { PassOver = PassOver.RemoveRange(over).SetItem(address, until), Fault = fault };
    }
}

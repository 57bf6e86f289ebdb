using O2X.Links;

namespace O2X.Actors.Diagnostics;

/// <summary>
/// The last report of the link, and what the reports of the subscription before it tell: read off them, so that whoever reports need
/// not think of it. Times are ticks.
/// </summary>
/// <param name="Report">The last report.</param>
internal sealed record LinkHistory(LinkReport Report)
{
    /// <summary>When the search began that is under way or ended without success; null while linked.</summary>
    public long? SearchBegan { get; private init; }

    /// <summary>How many links were attempted.</summary>
    public int Attempts { get; private init; }

    public int FailedInRow { get; private init; }

    public long? LastAttemptAt { get; private init; }

    public long? NextAttemptAt { get; private init; }

    /// <summary>Why the last link or attempt ended; the end of the subscription is not one.</summary>
    public LinkFault? LastFault { get; private init; }

    /// <summary>The state in which <see cref="LastFault"/> came.</summary>
    public LinkState FailedDuring { get; private init; }

    public long FailedAt { get; private init; }

    /// <summary>The history when the link reports next.</summary>
    public LinkHistory Then(LinkReport report, long now)
    {
        var isNew = Report.State == LinkState.Idle && report.State != LinkState.Idle;
        var before = isNew ? new LinkHistory(Report) : this;
        // What ended the subscription is told by its last report; the last failure of the search stays beside it.
        if (report.State == LinkState.Idle) return before with { Report = report, NextAttemptAt = null };

        var next = before with
        {
            Report = report,
            SearchBegan = SearchAfter(report.State, before.SearchBegan, now),
            FailedInRow = report.FailedAttempts,
            NextAttemptAt = now + report.NextAttemptIn?.Ticks,
        };
        if (report.State == LinkState.Connecting) next = next with { Attempts = before.Attempts + 1, LastAttemptAt = now };
        return IsFailure(report) ? next with { LastFault = report.Fault, FailedDuring = Report.State, FailedAt = now } : next;
    }

    private static long? SearchAfter(LinkState state, long? began, long now) => state switch
    {
        LinkState.Scanning or LinkState.Connecting or LinkState.Verifying or LinkState.Backoff => began ?? now,
        LinkState.Closing => began,
        _ => null,
    };

    // A fault is told again with each state until the vehicle is linked, and one that is always the same object may come twice. While
    // nothing is under way, what is the matter with the source is no failure.
    private bool IsFailure(LinkReport report) =>
        report.Fault is not null
        && Report.State is not (LinkState.Idle or LinkState.WaitingForAdapter)
        && (!ReferenceEquals(report.Fault, Report.Fault) || report.FailedAttempts > Report.FailedAttempts);
}

using O2X.Links;

namespace O2X.Actors.Diagnostics;

/// <summary>
/// Counts the losses and attempts of an engine's life, by what its link reports. The link's actor writes it, anybody may read it.
/// </summary>
internal sealed class LinkTally
{
    private readonly long[] _losses = new long[(int)LinkLossReason.Unknown + 1];
    private readonly long[] _attempts = new long[(int)AttemptOutcome.Cancelled + 1];
    private bool _isAttemptOpen;

    public long Losses(LinkLossReason reason) => Volatile.Read(ref _losses[(int)reason]);

    public long Attempts(AttemptOutcome outcome) => Volatile.Read(ref _attempts[(int)outcome]);

    /// <summary>Counts what a report tells.</summary>
    /// <param name="before">The report before it.</param>
    /// <param name="report">The report.</param>
    public void Count(LinkReport before, LinkReport report)
    {
        if (IsLoss(before, report)) Interlocked.Increment(ref _losses[(int)(report.Fault?.Reason ?? LinkLossReason.Unknown)]);
        if (report.State == LinkState.Connecting) _isAttemptOpen = true;
        if (!_isAttemptOpen || OutcomeOf(before, report) is not { } outcome) return;
        _isAttemptOpen = false;
        Interlocked.Increment(ref _attempts[(int)outcome]);
    }

    // A link that is ready is lost by way of Stale, or by a crash of its actor. It is closed on purpose by way of Closing.
    private static bool IsLoss(LinkReport before, LinkReport report) =>
        before.State == LinkState.Ready && report.State is not (LinkState.Ready or LinkState.Closing);

    /// <summary>What an attempt came to; null while that is not known.</summary>
    private static AttemptOutcome? OutcomeOf(LinkReport before, LinkReport report) => report.State switch
    {
        LinkState.Connecting or LinkState.Verifying => null,
        LinkState.Ready => AttemptOutcome.Ready,
        // A fault is told again with each state: it is news when it is another object, or was counted.
        LinkState.Closing when report.FailedAttempts > before.FailedAttempts => AttemptOutcome.Failed,
        LinkState.Closing when IsWrongVehicle(report) && !ReferenceEquals(report.Fault, before.Fault) => AttemptOutcome.WrongVehicle,
        // Whether it was closed because its subscription or its source ended is told when it is closed.
        LinkState.Closing => null,
        LinkState.Idle when report.Fault?.Reason is null or LinkLossReason.LocalRequest or LinkLossReason.Shutdown or LinkLossReason.EndOfSource =>
            AttemptOutcome.Cancelled,
        _ => AttemptOutcome.Failed,
    };

    private static bool IsWrongVehicle(LinkReport report) => report.Fault?.Reason == LinkLossReason.WrongVehicle;
}

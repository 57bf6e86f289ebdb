using O2X.Links;

namespace O2X.Actors;

/// <summary>The state of the link as people read it, in English and the same everywhere.</summary>
public static class LinkText
{
    /// <summary>A state: <c>ready</c>, <c>waiting to try again</c>.</summary>
    /// <param name="state">The state.</param>
    public static string Of(LinkState state) => state switch
    {
        LinkState.Idle => "idle",
        LinkState.WaitingForAdapter => "waiting for the source",
        LinkState.Scanning => "scanning",
        LinkState.Connecting => "connecting",
        LinkState.Verifying => "verifying",
        LinkState.Ready => "ready",
        LinkState.Stale => "lost",
        LinkState.Backoff => "waiting to try again",
        _ => "closing",
    };

    /// <summary>Where the link stands: its state, or <c>asleep</c>.</summary>
    /// <param name="report">The report of the link.</param>
    public static string Of(LinkReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.IsAsleep ? "asleep" : Of(report.State);
    }

    /// <summary>A reason: <c>data timeout</c>.</summary>
    /// <param name="reason">The reason.</param>
    public static string Of(LinkLossReason reason) => Words(reason.ToString());

    /// <summary>Detail and advice in one line, or the reason where there is neither; null when there is nothing to say.</summary>
    /// <param name="fault">Why the link is not ready; null when nothing is wrong.</param>
    public static string? Of(LinkFault? fault) => fault switch
    {
        null => null,
        { Detail: null, Advice: null } => Of(fault.Reason),
        _ => string.Join(' ', new[] { fault.Detail, fault.Advice }.Where(part => part is not null)),
    };

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterLower(c) ? $"{c}" : (i == 0 ? "" : " ") + char.ToLowerInvariant(c)));
}

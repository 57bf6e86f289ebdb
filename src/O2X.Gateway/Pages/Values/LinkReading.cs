using O2X.Actors;
using O2X.Links;

namespace O2X.Gateway.Pages.Values;

/// <summary>Where the link stands, as the page shows it.</summary>
/// <param name="State">The state in words: <c>Ready</c>.</param>
/// <param name="Tone">A class of the style sheet: <c>is-good</c>, <c>is-busy</c>, <c>is-bad</c>, <c>is-idle</c>.</param>
/// <param name="Facts">How long, how strong, whether the VIN was verified.</param>
/// <param name="Reason">Why it is not ready; null when nothing is wrong.</param>
/// <param name="Advice">What to do about it; null when there is nothing to do.</param>
public sealed record LinkReading(string State, string Tone, string Facts, string? Reason, string? Advice)
{
    internal static LinkReading Of(LinkReport report, DateTimeOffset now)
    {
        // The reason of the last loss stays in the report while the next link stands.
        var fault = report.State == LinkState.Ready ? null : report.Fault;
        return new LinkReading(
            report.State == LinkState.Idle && report.Fault is { Reason: not LinkLossReason.LocalRequest } ? "Ended" : Capital(LinkText.Of(report)),
            ToneOf(report),
            string.Join(" · ", Tell(report, now)),
            report.State == LinkState.Idle && fault is null or { Reason: LinkLossReason.LocalRequest } ? "No vehicle is subscribed to."
                : fault is null ? null : Sentence(fault.Detail ?? LinkText.Of(fault.Reason)),
            fault?.Advice);
    }

    private static IEnumerable<string> Tell(LinkReport report, DateTimeOffset now)
    {
        if (report.State == LinkState.Idle) yield break;
        var since = now - report.At;
        if (report.NextAttemptIn is { } wait) yield return $"next try in {AgeText.Of(wait - since)}";
        else if (since >= TimeSpan.FromSeconds(1)) yield return $"for {AgeText.Length(since)}";
        if (report.FailedAttempts > 0) yield return report.FailedAttempts == 1 ? "1 attempt failed" : $"{report.FailedAttempts} attempts failed";
        if (report.State == LinkState.Ready) yield return report.IsVerified ? "VIN verified" : "VIN not verified";
        if (report.Rssi is { } rssi) yield return $"{rssi} dBm".Replace('-', '−');
    }

    private static string ToneOf(LinkReport report) => report.State switch
    {
        LinkState.Ready => "is-good",
        LinkState.Idle => report.Fault is { Reason: not LinkLossReason.LocalRequest } ? "is-bad" : "is-idle",
        LinkState.WaitingForAdapter => "is-bad",
        LinkState.Stale when !report.IsAsleep => "is-bad",
        _ => "is-busy",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Sentence(string text) => text.EndsWith('.') ? Capital(text) : $"{Capital(text)}.";
}

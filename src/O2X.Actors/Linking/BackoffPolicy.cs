using O2X.Links;

namespace O2X.Actors.Linking;

/// <summary>How long to wait after a failed attempt, by the class of failure, with jitter. Pure.</summary>
internal static class BackoffPolicy
{
    private static readonly TimeSpan _least = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _outOfSlots = TimeSpan.FromSeconds(4);

    /// <summary>The delay before the next attempt.</summary>
    /// <param name="reason">Why the attempt failed.</param>
    /// <param name="failures">How many have failed in a row, this one included; at least 1.</param>
    /// <param name="jitter">0 to 1: where in the range the delay lies.</param>
    public static TimeSpan DelayFor(LinkLossReason reason, int failures, double jitter)
    {
        switch (reason)
        {
            case LinkLossReason.OutOfSlots:
                return _outOfSlots * (0.75 + (0.5 * jitter));
            default:
                // 0.25–1 s at first; the range doubles with each failure, up to a minute.
                var factor = Math.Pow(2, Math.Min(failures - 1, 10));
                var delay = _least * factor * (1 + (3 * jitter));
                return delay < _longest ? delay : _longest;
        }
    }
}

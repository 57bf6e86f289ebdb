using O2X.Links;

namespace O2X.Actors.Linking;

/// <summary>
/// How long to wait after a failed attempt, by the class of failure. Pure: where in its range a delay lies is the caller's draw, so that
/// engines that lost the same vehicle or adapter at the same moment do not come back at the same moment.
/// <code>
/// class       of                                              first      grows        at the most
/// Transient   everything that may be gone the next time       0.25–1 s   ×2           15–60 s
/// OutOfSlots  the adapter has no room for another link        3–5 s      –            3–5 s
/// Stubborn    authentication, not supported, protocol error   5–10 s     ×2           30–60 s
/// Stubborn    adapter or permission, of a usable source       5–10 s     ×2           30–60 s
/// Crashing    the third crash of one actor within a minute    45–75 s    –            45–75 s
/// </code>
/// A source that says that it is not usable costs no attempt and no delay: its change is waited for. What is stubborn goes away when a
/// person does something (pairs, updates, sets a permission right): soon enough for whoever stands beside it, and no more than one
/// attempt a minute for a night.
/// </summary>
internal static class BackoffPolicy
{
    /// <summary>The class of a failure.</summary>
    public static FailureClass ClassOf(LinkLossReason reason) => reason switch
    {
        LinkLossReason.OutOfSlots => FailureClass.OutOfSlots,
        LinkLossReason.Authentication or LinkLossReason.NotSupported or LinkLossReason.ProtocolError => FailureClass.Stubborn,
        LinkLossReason.AdapterOff or LinkLossReason.PermissionMissing => FailureClass.Stubborn,
        _ => FailureClass.Transient,
    };

    /// <summary>The delay before the next attempt.</summary>
    /// <param name="failure">The class of the last failure.</param>
    /// <param name="failures">How many have failed in a row, this one included; at least 1.</param>
    /// <param name="jitter">0 to 1: where in the range the delay lies.</param>
    public static TimeSpan DelayFor(FailureClass failure, int failures, double jitter)
    {
        var growth = Math.Pow(2, Math.Clamp(failures, 1, 10) - 1);
        var (least, longest) = failure switch
        {
            FailureClass.OutOfSlots => (3, 5),
            FailureClass.Stubborn => (Math.Min(5 * growth, 30), Math.Min(10 * growth, 60)),
            FailureClass.Crashing => (45, 75),
            _ => (Math.Min(0.25 * growth, 15), Math.Min(growth, 60)),
        };
        return TimeSpan.FromSeconds(least + ((longest - least) * jitter));
    }
}

/// <summary>The classes of failure that differ in how soon another attempt is worth it.</summary>
internal enum FailureClass
{
    /// <summary>It may be gone the next time.</summary>
    Transient,

    /// <summary>The adapter has no room; it is somebody else's to make some.</summary>
    OutOfSlots,

    /// <summary>It stays until somebody does something about it.</summary>
    Stubborn,

    /// <summary>A part of the engine itself keeps crashing.</summary>
    Crashing,
}

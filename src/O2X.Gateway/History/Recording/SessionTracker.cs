using O2X.Vehicles;

namespace O2X.Gateway.History.Recording;

/// <summary>Where a vehicle's trips and charge sessions stand.</summary>
/// <param name="Current">The session that lasts, or the last one; null: there has been none.</param>
/// <param name="Last">The last reading of this run; null: there has been none.</param>
internal readonly record struct SessionState(Session? Current, Reading? Last)
{
    public bool IsOpen => Current is { Ended: null };
}

/// <summary>
/// Makes trips and charge sessions of readings. It decides alone by the state and the reading, so that a restart goes on from what is kept.
/// <code>
/// state     what comes                                 what follows
/// ───────   ────────────────────────────────────────   ─────────────────────────────────────────────────────────────
/// none      driving, charging                          a session begins
/// open      the same                                   it goes on
/// open      parked, or the other                       it ends; the other begins
/// open      unknown                                    it waits: the link is away, or values are missing
/// open      nothing of it for longer than its silence  it has ended when the vehicle was last heard in it
/// charged   charging, soon after                       the charge session goes on: the charger had paused
/// </code>
/// </summary>
internal static class SessionTracker
{
    /// <summary>How long a trip may be silent.</summary>
    public static readonly TimeSpan TripSilence = TimeSpan.FromMinutes(30);

    /// <summary>How long a charge session may be silent: who charges stays where it is, and the gateway may be away.</summary>
    public static readonly TimeSpan ChargeSilence = TimeSpan.FromHours(3);

    /// <summary>How long a charger may pause within one charge session.</summary>
    public static readonly TimeSpan ChargePause = TimeSpan.FromMinutes(5);

    /// <summary>The longest time between two readings over which energy is measured, and after which the end of a session is not known by the reading that tells it.</summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(1);

    /// <summary>Takes a reading.</summary>
    /// <returns>The state after it; what ended or began is in <paramref name="changed"/>, in its order.</returns>
    /// <param name="state">The state before it.</param>
    /// <param name="reading">The reading.</param>
    /// <param name="changed">Gets each session as it now is to be kept.</param>
    public static SessionState Decide(SessionState state, in Reading reading, Action<Session> changed)
    {
        var current = state.Current;
        if (current is { Ended: null })
        {
            if (Silence(state, reading) > SilenceOf(current.Kind)) changed(current = current with { Ended = current.Heard });
            else if (reading.Status == VehicleStatus.Unknown) return state with { Last = reading };
            else changed(current = Follow(state, current, reading));
        }

        if (KindOf(reading.Status) is { } kind && current is not { Ended: null })
            changed(current = IsPauseOver(current, reading, kind) ? Resume(current!, reading) : Begin(kind, reading));
        return new SessionState(current, reading);
    }

    /// <summary>Ends a session that has been silent for too long, when no reading comes that would.</summary>
    /// <param name="state">The state.</param>
    /// <param name="now">The present, UTC.</param>
    /// <param name="ticks">The present, on the clock of readings.</param>
    /// <param name="changed">Gets the session when it ends.</param>
    public static SessionState Expire(SessionState state, DateTimeOffset now, long ticks, Action<Session> changed)
    {
        if (state.Current is not { Ended: null } current) return state;
        var silence = state.Last is { } last ? new TimeSpan(ticks - last.Ticks) + Max(last.At - current.Heard, TimeSpan.Zero) : now - current.Heard;
        if (silence <= SilenceOf(current.Kind)) return state;
        changed(current = current with { Ended = current.Heard });
        return state with { Current = current };
    }

    private static Session Follow(SessionState state, Session session, in Reading reading)
    {
        var silence = Silence(state, reading);
        var measured = Measured(state.Last, reading);
        var at = Max(reading.At, session.Begun);
        var next = session with
        {
            Heard = at,
            OdometerFrom = session.OdometerFrom ?? reading.Sample.Odometer,
            OdometerTo = reading.Sample.Odometer ?? session.OdometerTo,
            ChargeFrom = session.ChargeFrom ?? reading.Sample.StateOfCharge,
            ChargeTo = reading.Sample.StateOfCharge ?? session.ChargeTo,
            Energy = session.Energy + measured.Energy,
            MeasuredSeconds = session.MeasuredSeconds + measured.Seconds,
        };
        if (KindOf(reading.Status) == session.Kind) return next;
        // Somewhere in a long silence it ended; that it had not yet is known of its beginning alone.
        return next with { Ended = silence > LongestStep ? session.Heard : at, Heard = silence > LongestStep ? session.Heard : at };
    }

    private static Session Begin(SessionKind kind, in Reading reading) => new(kind, reading.At, reading.At)
    {
        OdometerFrom = reading.Sample.Odometer,
        OdometerTo = reading.Sample.Odometer,
        ChargeFrom = reading.Sample.StateOfCharge,
        ChargeTo = reading.Sample.StateOfCharge,
    };

    private static bool IsPauseOver(Session? last, in Reading reading, SessionKind kind) =>
        kind == SessionKind.Charge && last is { Kind: SessionKind.Charge, Ended: { } ended }
        && reading.At >= ended && reading.At - ended <= ChargePause;

    // Nothing flowed in the pause, which was heard as well.
    private static Session Resume(Session session, in Reading reading) => session with
    {
        Ended = null,
        Heard = reading.At,
        ChargeTo = reading.Sample.StateOfCharge ?? session.ChargeTo,
        MeasuredSeconds = session.MeasuredSeconds + (session.MeasuredSeconds > 0 ? (reading.At - session.Ended!.Value).TotalSeconds : 0),
    };

    // By the trapezoidal rule, where voltage and current were heard at both ends of a short step.
    private static (double Energy, double Seconds) Measured(Reading? before, in Reading reading)
    {
        if (before is not { } last || last.Sample.Power is not { } from || reading.Sample.Power is not { } to) return default;
        var step = new TimeSpan(reading.Ticks - last.Ticks);
        return step > TimeSpan.Zero && step <= LongestStep ? ((from + to) / 2 * step.TotalHours, step.TotalSeconds) : default;
    }

    // How long the session has not been heard; across a restart by the wall clock.
    private static TimeSpan Silence(SessionState state, in Reading reading)
    {
        if (state.Last is not { } last) return reading.At - state.Current!.Heard;
        var isPartOf = KindOf(last.Status) == state.Current!.Kind;
        var sinceLast = new TimeSpan(reading.Ticks - last.Ticks);
        return isPartOf ? sinceLast : sinceLast + Max(last.At - state.Current.Heard, TimeSpan.Zero);
    }

    private static TimeSpan SilenceOf(SessionKind kind) => kind == SessionKind.Trip ? TripSilence : ChargeSilence;

    private static SessionKind? KindOf(VehicleStatus status) => status switch
    {
        VehicleStatus.Driving => SessionKind.Trip,
        VehicleStatus.Charging => SessionKind.Charge,
        _ => null,
    };

    private static T Max<T>(T one, T other)
        where T : IComparable<T> => one.CompareTo(other) >= 0 ? one : other;
}

using O2X.Vehicles;

namespace O2X.Actors.Diagnostics;

/// <summary>Makes a diagnosis of what an engine's actors have posted: nobody is asked, and nothing waits.</summary>
internal static class Examination
{
    private static readonly Signal[] _signals = Enum.GetValues<Signal>();

    public static Diagnosis Of(EngineContext context, EngineCounters counters, bool isDisposed)
    {
        var board = context.Board;
        var (now, utc) = (context.Now, context.Clock.GetUtcNow());
        var link = board.Link;
        var values = ValuesOf(board.Vehicle, now);
        return new Diagnosis
        {
            At = utc,
            IsDisposed = isDisposed,
            Source = context.Source,
            SourceState = board.Transport,
            Link = link.Report,
            SubscribedVin = board.Vin,
            Remembered = board.Remembered,
            SearchingSince = When(link.SearchBegan),
            Sightings = board.Sightings.Look(Moment),
            SightingsForgotten = board.Sightings.Forgotten,
            Attempts = new LinkAttempts(link.Attempts, link.FailedInRow, When(link.LastAttemptAt), When(link.NextAttemptAt)),
            LastFailure = link.LastFault is { } fault ? new LinkFailure(fault, link.FailedDuring, Moment(link.FailedAt)) : null,
            Counters = counters,
            Values = values,
            DataAge = values.Min(value => value.Age),
            IsClockSynchronised = context.Options.ClockSynchronisation?.IsSynchronised ?? true,
        };

        // What a transport stamps is not trusted to be a time that there is.
        DateTimeOffset Moment(long ticks) =>
            new((long)Int128.Clamp((Int128)utc.UtcTicks + ticks - now, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

        DateTimeOffset? When(long? ticks) => ticks is { } at ? Moment(at) : null;
    }

    internal static ValueReport[] ValuesOf(VehicleSnapshot vehicle, long now) =>
        Array.ConvertAll(_signals, signal => vehicle.QualityOf(signal) is var quality && quality == Quality.Unknown
            ? new ValueReport(signal, quality)
            : new ValueReport(signal, quality, vehicle.AgeOf(signal, now), SignalText.Of(in vehicle, signal)));
}

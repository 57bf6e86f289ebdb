using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors.Diagnostics;

/// <summary>Concludes from everything else that a diagnosis holds what is the matter: the first of <see cref="DiagnosisCause"/> that applies. Pure.</summary>
internal static class Conclusions
{
    public static Conclusion Of(Diagnosis diagnosis) =>
        OfEnd(diagnosis) ?? OfSource(diagnosis.SourceState) ?? OfData(diagnosis) ?? OfSearch(diagnosis);

    private static Conclusion? OfEnd(Diagnosis diagnosis)
    {
        if (diagnosis.IsDisposed) return new(DiagnosisCause.EngineDisposed, "The engine was disposed of.", "Start a new one.");
        if (diagnosis.Link.State != LinkState.Idle) return null;
        return diagnosis.Link.Fault switch
        {
            null => new(DiagnosisCause.NotSubscribed, "No vehicle is subscribed to.", "Subscribe to one."),
            { Reason: LinkLossReason.EndOfSource } when Known(diagnosis) > 0 =>
                new(DiagnosisCause.EndOfSource, $"{diagnosis.Source.Name} came to its end, and data flowed until then."),
            { Reason: LinkLossReason.ScanTimeout or LinkLossReason.EndOfSource } => null,
            var fault => new(DiagnosisCause.SubscriptionEnded, $"The subscription ended: {ConclusionText.Of(fault)}", fault.Advice),
        };
    }

    private static Conclusion? OfSource(TransportState source)
    {
        var (cause, text) = source.Availability switch
        {
            Availability.NoPermission => (DiagnosisCause.PermissionMissing, "The source may not be used."),
            Availability.Absent => (DiagnosisCause.SourceAbsent, "The source is not there."),
            Availability.Off => (DiagnosisCause.SourceOff, "The source is off."),
            Availability.Unsuitable => (DiagnosisCause.SourceUnsuitable, "The source cannot be used as it is set up."),
            _ => (DiagnosisCause.Well, null),
        };
        return text is null ? null : new(cause, source.Detail ?? text, source.Advice);
    }

    private static Conclusion? OfData(Diagnosis diagnosis)
    {
        var link = diagnosis.Link;
        if (link.IsAsleep) return new(DiagnosisCause.Asleep, "The bus fell silent: the vehicle sleeps.", "Switch the vehicle on.");
        if (link.State != LinkState.Ready) return null;
        if (!diagnosis.IsDataFlowing)
            return new(DiagnosisCause.LinkSilent, "The vehicle is linked, but it says nothing.", "Switch the vehicle on, and stay close to it.");

        var packets = diagnosis.Counters.Decoding;
        if (packets.Invalid > 0 && packets.Invalid * 10 >= packets.Packets)
        {
            return new(
                DiagnosisCause.InvalidData,
                ConclusionText.Invariant($"Data flow, but {packets.Invalid * 100 / packets.Packets} % of the packets are invalid."),
                "Check the wiring and the adapter; a recording of what comes helps to find the reason.");
        }

        return link.IsVerified
            ? new(DiagnosisCause.Well, ConclusionText.Invariant($"Data flow: {Live(diagnosis)} of {diagnosis.Values.Count} values are live."))
            : new(DiagnosisCause.Unverified, $"Data flow, but nothing proves that they are of {ConclusionText.Of(link.Vin)}.", "See that this is the right vehicle.");
    }

    private static Conclusion OfSearch(Diagnosis diagnosis)
    {
        // A report without a fault has put the failures before it behind.
        var isFailing = diagnosis.Attempts.FailedInRow > 0 && (diagnosis.Link.Fault is not null || diagnosis.Link.State == LinkState.Idle);
        var failure = isFailing ? diagnosis.LastFailure : null;
        if (failure?.During is not (null or LinkState.Connecting or LinkState.Verifying or LinkState.Ready))
            return new(DiagnosisCause.ScanFails, $"Listening for vehicles fails: {ConclusionText.Of(failure.Fault)}", failure.Fault.Advice);

        var heard = diagnosis.Sightings.Where(sighting => sighting.LastHeard >= diagnosis.SearchingSince).ToList();
        if (heard.TrueForAll(sighting => sighting.Outcome == SightingOutcome.Unrelated))
            return new(DiagnosisCause.NothingHeard, ConclusionText.NothingHeard(diagnosis, heard.Count), ConclusionText.NothingHeardAdvice(diagnosis.Source.Kind));

        var others = heard.Count(sighting => sighting.Outcome is SightingOutcome.OtherVehicle or SightingOutcome.PassedOver);
        if (!heard.Exists(sighting => sighting.Outcome == SightingOutcome.Candidate))
            return new(DiagnosisCause.OnlyOthersHeard, ConclusionText.OnlyOthersHeard(others), ConclusionText.OnlyOthersHeardAdvice(diagnosis.Source.Kind));

        var text = failure is null ? "" : ConclusionText.Of(failure.Fault) + ConclusionText.Times(diagnosis.Attempts.FailedInRow);
        return failure?.During switch
        {
            LinkState.Connecting => new(DiagnosisCause.ConnectFails, $"Connecting to the vehicle fails: {text}", failure.Fault.Advice),
            LinkState.Verifying => new(DiagnosisCause.VerifyFails, $"Connecting succeeds, but not what follows: {text}", failure.Fault.Advice),
            _ when diagnosis.Link is { State: LinkState.Verifying, Vin: null } =>
                new(DiagnosisCause.Linking, "A vehicle is connected, but it has not said its VIN yet.", "Name the vehicle by its VIN."),
            _ when diagnosis.Link.State == LinkState.Verifying => new(DiagnosisCause.Linking, "The vehicle is connected; its VIN and its first data are awaited."),
            _ when diagnosis.Link.Fault is { } fault && diagnosis.Link.State == LinkState.Idle =>
                new(DiagnosisCause.VerifyFails, $"The vehicle was heard, but not linked: {ConclusionText.Of(fault)}", fault.Advice),
            _ => new(DiagnosisCause.Linking, "The vehicle was heard and is being connected to."),
        };
    }

    private static int Live(Diagnosis diagnosis) => diagnosis.Values.Count(value => value.Quality == Quality.Live);

    private static int Known(Diagnosis diagnosis) => diagnosis.Values.Count(value => value.Quality != Quality.Unknown);
}

using System.Diagnostics.Metrics;
using System.Text.Json;
using O2X.Links;

namespace O2X.Actors.Diagnostics;

/// <summary>The instruments of the engines' meter. Each reads the engines when a listener asks.</summary>
internal static class EngineInstruments
{
    private static readonly (LinkState Value, string Word)[] _states = Words<LinkState>();
    private static readonly (LinkLossReason Value, string Word)[] _reasons = Words<LinkLossReason>();
    private static readonly (AttemptOutcome Value, string Word)[] _outcomes = Words<AttemptOutcome>();

    public static void Create(Meter meter, IEnumerable<MeteredEngine> engines)
    {
        meter.CreateObservableCounter(
            "o2x.packets", () => engines.Select(engine => Of(engine, engine.Board.TotalCounters.Packets)), "{packet}",
            "Packets that came to the decoder.");
        meter.CreateObservableCounter(
            "o2x.packets.invalid", () => engines.SelectMany(Invalid), "{packet}",
            "Packets with a wrong length or checksum, or with a value that cannot be.");
        meter.CreateObservableCounter(
            "o2x.packets.dropped", () => engines.Select(engine => Of(engine, engine.Board.TotalCounters.Dropped)), "{packet}",
            "Packets that found no room before the decoder.");
        meter.CreateObservableCounter(
            "o2x.packets.lost", () => engines.Select(engine => Of(engine, engine.Board.TotalCounters.Lost)), "{packet}",
            "Packets that were sent and never came, by their sequence numbers.");
        meter.CreateObservableCounter(
            "o2x.information.skipped", () => engines.Select(engine => Of(engine, engine.Context.Streams.Information.Skipped)), "{element}",
            "Elements of the information stream that slow observers did not get.");
        meter.CreateObservableUpDownCounter(
            "o2x.link.state", () => engines.SelectMany(States), "{engine}",
            "1 for the state in which the link is, 0 for each other one.");
        meter.CreateObservableCounter(
            "o2x.link.losses", () => engines.SelectMany(Losses), "{loss}",
            "Links that were ready and were lost.");
        meter.CreateObservableCounter(
            "o2x.link.attempts", () => engines.SelectMany(Attempts), "{attempt}",
            "Attempts at a link that are over.");
        meter.CreateObservableGauge(
            "o2x.data.age", () => engines.SelectMany(DataAge), "s",
            "How long ago the vehicle was heard last.");
    }

    private static IEnumerable<Measurement<long>> Invalid(MeteredEngine engine)
    {
        var counters = engine.Board.TotalCounters;
        return [Of(engine, counters.Malformed, "kind", "malformed"), Of(engine, counters.Implausible, "kind", "implausible")];
    }

    private static IEnumerable<Measurement<long>> States(MeteredEngine engine)
    {
        var present = engine.Board.Report.State;
        return _states.Select(state => Of(engine, state.Value == present ? 1 : 0, "state", state.Word));
    }

    private static IEnumerable<Measurement<long>> Losses(MeteredEngine engine) =>
        from reason in _reasons
        let losses = engine.Board.Tally.Losses(reason.Value)
        where losses != 0
        select Of(engine, losses, "reason", reason.Word);

    private static IEnumerable<Measurement<long>> Attempts(MeteredEngine engine) =>
        _outcomes.Select(outcome => Of(engine, engine.Board.Tally.Attempts(outcome.Value), "outcome", outcome.Word));

    private static IEnumerable<Measurement<double>> DataAge(MeteredEngine engine) =>
        engine.DataAge is { } age ? [new Measurement<double>(age.TotalSeconds, Tag("engine", engine.Label))] : [];

    private static Measurement<long> Of(MeteredEngine engine, long value) => new(value, Tag("engine", engine.Label));

    private static Measurement<long> Of(MeteredEngine engine, long value, string key, string word) =>
        new(value, Tag("engine", engine.Label), Tag(key, word));

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);

    private static (T Value, string Word)[] Words<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => (value, JsonNamingPolicy.CamelCase.ConvertName(value.ToString())))];
}

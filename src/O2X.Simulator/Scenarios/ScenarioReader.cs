using System.Text.Json;
using O2X.Simulator.Cars;
using O2X.Vehicles;

namespace O2X.Simulator.Scenarios;

/// <summary>Reads scenarios strictly. Whatever it is given, it throws nothing but <see cref="ScenarioException"/>.</summary>
internal static class ScenarioReader
{
    public static readonly string[] Keys = ["$schema", "name", "title", "description", "seed", "length", "steps"];
    public static readonly string[] StepKeys = ["at", "every", "times", "car", "journey", "alerts", "stateOfCharge", "fault", "for", "end", "note"];
    public static readonly string[] PhaseKeys = ["car", "for", "compression"];

    private const int MostDepth = 8;
    private static readonly string[] Actions = ["car", "journey", "alerts", "stateOfCharge", "fault", "end"];
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public static Scenario Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > ScenarioLimits.FileBytes) throw new ScenarioException("", $"A scenario has at most {ScenarioLimits.FileBytes / 1024} KiB.");
        if (utf8.Span.StartsWith(ByteOrderMark)) utf8 = utf8[ByteOrderMark.Length..];
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MostDepth });
            return ReadScenario(new ScenarioNode(document.RootElement, ""));
        }
        catch (JsonException problem)
        {
            var text = ScenarioLimits.Showable(problem.Message.Split(" LineNumber:")[0].Split(" Path:")[0]);
            throw new ScenarioException("", $"Line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1} is not JSON: {text}", problem);
        }
    }

    private static Scenario ReadScenario(ScenarioNode node)
    {
        var members = node.Members(Keys);
        if (members.TryGetValue("$schema", out var schema)) schema.Text(0, ScenarioLimits.TextLength);
        var name = Needed(node, members, "name");
        if (!ScenarioLimits.IsName(name.Text(1, ScenarioLimits.NameLength)))
            throw name.Wrong("Expected lower-case letters, digits and hyphens, a hyphen not first.");

        TimeSpan? length = members.TryGetValue("length", out var end)
            ? TimeRange.Time(end.Number(ScenarioLimits.LeastSeconds, ScenarioLimits.MostSeconds))
            : null;
        return new Scenario(
            name.Text(1, ScenarioLimits.NameLength),
            Needed(node, members, "title").Text(1, ScenarioLimits.TitleLength),
            members.TryGetValue("description", out var description) ? description.Text(0, ScenarioLimits.TextLength) : "",
            members.TryGetValue("seed", out var seed) ? seed.Whole(0, int.MaxValue) : 1,
            length,
            [.. Needed(node, members, "steps").Items(1, ScenarioLimits.Steps).Select(step => ReadStep(step, length))]);
    }

    private static ScenarioStep ReadStep(ScenarioNode node, TimeSpan? length)
    {
        var members = node.Members(StepKeys);
        var at = Needed(node, members, "at");
        var step = new ScenarioStep(at.Seconds(0), ReadAction(node, members))
        {
            Every = members.TryGetValue("every", out var every) ? every.Seconds(ScenarioLimits.LeastSeconds) : null,
            Times = members.TryGetValue("times", out var times) ? times.Whole(1, ScenarioLimits.Times) : null,
            Note = members.TryGetValue("note", out var note) ? note.Text(1, ScenarioLimits.TextLength) : null,
        };
        if (step.Times is not null && step.Every is null) throw times.Wrong("Give 'every' too: after how long it happens again.");
        if (step.At.Most > length) throw at.Wrong($"The scenario is over by then: its length is {TimeRange.Seconds(length.Value)} s.");
        return step;
    }

    private static ScenarioAction ReadAction(ScenarioNode node, Dictionary<string, ScenarioNode> members)
    {
        var actions = Actions.Where(members.ContainsKey).ToList();
        if (actions.Count > 1) throw node.Wrong($"'{actions[0]}' and '{actions[1]}' are two actions; a step has one.");
        if (members.TryGetValue("for", out var lasting) && !members.ContainsKey("fault")) throw lasting.Wrong("Only a 'fault' lasts for a time.");
        return actions.FirstOrDefault() switch
        {
            "car" => new ScenarioAction.CarDoes(members["car"].Words(ScenarioWords.Activities, "what a car does")),
            "journey" => new ScenarioAction.CarFollows(ReadJourney(members["journey"])),
            "alerts" => new ScenarioAction.CarHasAlerts(ReadAlerts(members["alerts"])),
            "stateOfCharge" => new ScenarioAction.CarHasCharge(members["stateOfCharge"].Number(0, 100)),
            "fault" => ReadFault(members["fault"], members.TryGetValue("for", out var time) ? time : null),
            "end" => ReadEnd(members["end"]),
            _ when members.ContainsKey("note") => new ScenarioAction.Nothing(),
            _ => throw node.Wrong($"Nothing happens: give one of {string.Join(", ", Actions)}, or a note."),
        };
    }

    private static Alerts ReadAlerts(ScenarioNode node) =>
        node.Items(0, ScenarioWords.Alerts.Count).Aggregate(Alerts.None, (alerts, item) => alerts | item.Word(ScenarioWords.Alerts, "an alert"));

    private static Journey ReadJourney(ScenarioNode node) =>
        node.IsText
            ? node.Word(ScenarioWords.Journeys, "a journey")
            : new Journey([.. node.Items(1, ScenarioLimits.Phases).Select(ReadPhase)]);

    private static JourneyPhase ReadPhase(ScenarioNode node)
    {
        var members = node.Members(PhaseKeys);
        return new JourneyPhase(
            Needed(node, members, "car").Word(ScenarioWords.Activities, "what a car does"),
            TimeRange.Time(Needed(node, members, "for").Number(ScenarioLimits.LeastSeconds, ScenarioLimits.MostSeconds)),
            members.TryGetValue("compression", out var compression) ? compression.Whole(1, ScenarioLimits.MostCompression) : 1);
    }

    private static ScenarioAction.Breaks ReadFault(ScenarioNode node, ScenarioNode? lasting)
    {
        var faults = node.Words(ScenarioWords.Faults, "a fault");
        if (lasting is { } time && !faults.Any(fault => fault.Lasts)) throw time.Wrong($"'{faults[0]}' happens in a moment and does not last.");
        return new ScenarioAction.Breaks(faults, lasting?.Seconds(ScenarioLimits.LeastSeconds));
    }

    private static ScenarioAction.Mends ReadEnd(ScenarioNode node)
    {
        var fault = node.Word(ScenarioWords.Faults, "a fault");
        return fault.Lasts ? new ScenarioAction.Mends(fault) : throw node.Wrong($"'{fault}' happens in a moment: there is nothing to end.");
    }

    private static ScenarioNode Needed(ScenarioNode node, Dictionary<string, ScenarioNode> members, string name) =>
        members.TryGetValue(name, out var member) ? member : throw node.Wrong($"'{name}' is missing.");
}

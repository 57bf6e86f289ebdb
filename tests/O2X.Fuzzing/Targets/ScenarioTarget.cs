using System.Text;
using O2X.Simulator.Scenarios;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>A scenario's file.</summary>
internal sealed class ScenarioTarget : TextTarget
{
    private const int LongestSeed = 1000;

    public override string Name => "scenario";

    public override int LongestInput => 1600;

    protected override IEnumerable<string> SeedTexts =>
    [
        """{"name":"a","title":"A","steps":[{"at":0,"car":"drive"}]}""",
        """{"name":"b-2","title":"B","description":"All.","seed":7,"length":90.5,"steps":[{"at":[1,2.5],"every":[3,4],"times":9,"fault":["garbage","adapter-off"],"for":[1,5],"note":"Why."},{"at":3,"end":"adapter-off"},{"at":4,"alerts":["stop"]},{"at":5,"stateOfCharge":42.5},{"at":6,"journey":[{"car":"drive","for":60,"compression":3}]},{"at":7,"journey":"day"},{"at":8,"note":"Nothing."}]}""",
        .. ScenarioLibrary.All.Select(scenario => scenario.ToJson()).Where(text => text.Length <= LongestSeed),
    ];

    protected override IEnumerable<string> WordTexts =>
    [
        .. ScenarioReader.Keys.Concat(ScenarioReader.StepKeys).Concat(ScenarioReader.PhaseKeys).Select(key => $"\"{key}\":"),
        .. ScenarioWords.Faults.Keys.Concat(ScenarioWords.Activities.Keys).Concat(ScenarioWords.Journeys.Keys).Concat(ScenarioWords.Alerts.Keys).Select(word => $"\"{word}\""),
        "{", "}", "[", "]", ",", "\"", "null", "1e400", "-0", "0.1", "0.0999999", "2592000", "1e-300", "\\ud800", "\\u001b", "\u2028", "\ufeff", "[[[[[[[[[", "//", "{\"at\":0,",
    ];

    // The document and the scenario, its text twice, and an exception that lists what would be right and what comes near.
    public override long MostAllocated(int inputLength) => 256 * 1024 + (512 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        Scenario scenario;
        try
        {
            scenario = Scenario.Read(input.ToArray());
        }
        catch (ScenarioException problem)
        {
            Holds(!problem.Message.Any(char.IsControl) && problem.Message.Length <= 2000);
            return;
        }

        var json = scenario.ToJson();
        var again = Scenario.Read(Encoding.UTF8.GetBytes(json));
        Holds(again.ToJson() == json);
        Holds((again.Name, again.Title, again.Description) == (scenario.Name, scenario.Title, scenario.Description));
        Holds(again.Seed == scenario.Seed && again.Length == scenario.Length && again.Steps.Count == scenario.Steps.Count);
        for (var i = 0; i < scenario.Steps.Count; i++) Judge(scenario.Steps[i], again.Steps[i]);
    }

    private static void Judge(ScenarioStep step, ScenarioStep again)
    {
        Holds((again.At, again.Every, again.Times, again.Note) == (step.At, step.Every, step.Times, step.Note));
        Holds(again.Action.GetType() == step.Action.GetType() && again.Action.Text == step.Action.Text);
        Holds(step.At.Least >= TimeSpan.Zero && step.At.Least <= step.At.Most);
        Holds(step.Every is not { } every || every.Least > TimeSpan.Zero);
        Holds(step.Action.Settle(new Random(1)).Text is null == step.Action.Text is null);
    }
}

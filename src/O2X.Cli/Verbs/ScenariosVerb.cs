using System.CommandLine;
using System.Text;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Output;
using O2X.Simulator.Scenarios;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x scenarios</c>: what can be played on the simulator, in a list, one by one, and live.</summary>
internal static class ScenariosVerb
{
    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var command = new Command("scenarios", "Lists the scenarios that can be played on the simulator.")
        {
            Show(terminal, ended),
            PlayVerb.Command(terminal, ended),
        };
        command.SetAction(_ =>
        {
            Print(terminal, ScenarioText.List(ScenarioLibrary.All));
            ended(Outcome.Done);
        });
        return command;
    }

    /// <summary>The argument that names a scenario.</summary>
    public static Argument<Scenario> Scenario() => new("SCENARIO")
    {
        Description = "A name of the list, or a file that ends with .json.",
        CustomParser = result =>
        {
            if (ScenarioLibrary.TryOpen(result.Tokens[0].Value, out var scenario, out var problem)) return scenario;
            result.AddError(problem);
            return null;
        },
    };

    private static Command Show(Terminal terminal, Action<Outcome> ended)
    {
        var scenario = Scenario();
        var json = new Option<bool>("--json") { Description = "Print it as the file that it is: to begin one of your own with." };
        var command = new Command("show", "Shows what happens in a scenario, and when.") { scenario, json };
        command.SetAction(parsed =>
        {
            var chosen = parsed.GetValue(scenario)!;
            Print(terminal, parsed.GetValue(json) ? [chosen.ToJson()] : ScenarioText.Of(chosen));
            ended(Outcome.Done);
        });
        return command;
    }

    private static void Print(Terminal terminal, IEnumerable<string> lines) =>
        terminal.Output.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
}

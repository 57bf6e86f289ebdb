using System.Text;
using O2X.Simulator.Scenarios;

namespace O2X.Simulator.Tests.Scenarios;

public class ScenarioReaderTests
{
    private const string Head = """ "name": "x", "title": "X" """;

    [Fact]
    public void Takes_everything_that_a_scenario_can_have()
    {
        var scenario = Scenario.Read(
            """
            {
              "$schema": "scenario.schema.json", "name": "garage-2", "title": "Garage", "description": "In and out.", "seed": 7, "length": 100.5,
              "steps": [
                { "at": 0, "car": "drive", "note": "Off." },
                { "at": [1.5, 3], "every": [10, 20], "times": 3, "fault": ["out-of-range", "link-loss"], "for": [1, 2] },
                { "at": 5, "alerts": ["stop", "service"] },
                { "at": 6, "stateOfCharge": 12.5 },
                { "at": 7, "journey": [{ "car": "drive", "for": 10, "compression": 5 }, { "car": "park", "for": 1 }] },
                { "at": 8, "journey": "demonstration" },
                { "at": 9, "fault": "adapter-off" },
                { "at": 10, "end": "adapter-off" },
                { "at": 100.5, "note": "The end." }
              ]
            }
            """);
        Assert.Equal(("garage-2", "Garage", "In and out.", 7), (scenario.Name, scenario.Title, scenario.Description, scenario.Seed));
        Assert.Equal(TimeSpan.FromSeconds(100.5), scenario.Length);
        Assert.Equal(
            [
                "car drives", "out-of-range or link-loss for 1 to 2 s", "alerts on: stop, service", "battery at 12.5 %",
                "car sets out on a journey of 2 phases", "car sets out on a journey of 9 phases",
                "adapter-off begins", "adapter-off is over", null,
            ],
            scenario.Steps.Select(step => step.Text));
        Assert.Equal(("1.5 to 3 s", "10 to 20 s", 3), ($"{scenario.Steps[1].At}", $"{scenario.Steps[1].Every}", scenario.Steps[1].Times));
        Assert.Equal("Off.", scenario.Steps[0].Note);
    }

    [Fact]
    public void Leaves_what_is_not_given_at_its_default()
    {
        var scenario = Scenario.Read($$"""{ {{Head}}, "steps": [{ "at": 1, "note": "Hm." }] }""");
        Assert.Equal(("", 1, null), (scenario.Description, scenario.Seed, scenario.Length));
        var step = Assert.Single(scenario.Steps);
        Assert.Equal((null, null, null), (step.Every, step.Times, step.Text));
    }

    [Fact]
    public void Passes_over_a_byte_order_mark() =>
        Assert.Equal("x", Scenario.Read(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Of("""{ "at": 0, "car": "park" }"""))).ToArray()).Name);

    [Theory]
    [InlineData("""{ "at": 0, "fault": "out-of-rang" }""", "steps[0].fault", "'out-of-rang' is not a fault. Did you mean 'out-of-range'? There are: out-of-range, ")]
    [InlineData("""{ "at": 0, "fault": ["link-loss", "x"] }""", "steps[0].fault[1]", "'x' is not a fault. There are: ")]
    [InlineData("""{ "at": 0, "fault": [] }""", "steps[0].fault", "Expected 1 to 64 elements, found 0.")]
    [InlineData("""{ "at": 0, "fault": 3 }""", "steps[0].fault", "Expected a string, found a number.")]
    [InlineData("""{ "at": 0, "fault": "link-loss", "for": 3 }""", "steps[0].for", "'link-loss' happens in a moment and does not last.")]
    [InlineData("""{ "at": 0, "end": "link-loss" }""", "steps[0].end", "'link-loss' happens in a moment: there is nothing to end.")]
    [InlineData("""{ "at": 0, "car": "drive", "for": 3 }""", "steps[0].for", "Only a 'fault' lasts for a time.")]
    [InlineData("""{ "at": 0, "car": "driv" }""", "steps[0].car", "'driv' is not what a car does. Did you mean 'drive'?")]
    [InlineData("""{ "at": 0, "cars": "drive" }""", "steps[0]", "'cars' is not a key here. Did you mean 'car'? Keys: at, every, ")]
    [InlineData("""{ "at": 0, "car": "drive", "fault": "garbage" }""", "steps[0]", "'car' and 'fault' are two actions; a step has one.")]
    [InlineData("""{ "at": 0 }""", "steps[0]", "Nothing happens: give one of car, journey, alerts, stateOfCharge, fault, end, or a note.")]
    [InlineData("""{ "car": "drive" }""", "steps[0]", "'at' is missing.")]
    [InlineData("""{ "at": -1, "car": "drive" }""", "steps[0].at", "Expected a number from 0 to 2592000, found -1.")]
    [InlineData("""{ "at": 1e999, "car": "drive" }""", "steps[0].at", "Expected a number from 0 to 2592000, found 1e999.")]
    [InlineData("""{ "at": "1", "car": "drive" }""", "steps[0].at", "Expected a number, found a string.")]
    [InlineData("""{ "at": [1], "car": "drive" }""", "steps[0].at", "Expected 2 to 2 elements, found 1.")]
    [InlineData("""{ "at": [2, 1], "car": "drive" }""", "steps[0].at", "Expected the least first and then the most.")]
    [InlineData("""{ "at": [1, null], "car": "drive" }""", "steps[0].at[1]", "Expected a number, found null.")]
    [InlineData("""{ "at": 0, "every": 0, "car": "drive" }""", "steps[0].every", "Expected a number from 0.1 to 2592000, found 0.")]
    [InlineData("""{ "at": 0, "times": 2, "car": "drive" }""", "steps[0].times", "Give 'every' too: after how long it happens again.")]
    [InlineData("""{ "at": 0, "every": 1, "times": 1.5, "car": "drive" }""", "steps[0].times", "Expected a whole number from 1 to 1000000, found 1.5.")]
    [InlineData("""{ "at": 0, "at": 1, "car": "drive" }""", "steps[0]", "'at' is given twice.")]
    [InlineData("""{ "at": 0, "alerts": ["Stop"] }""", "steps[0].alerts[0]", "'Stop' is not an alert. Did you mean 'stop'?")]
    [InlineData("""{ "at": 0, "alerts": "stop" }""", "steps[0].alerts", "Expected a list, found a string.")]
    [InlineData("""{ "at": 0, "stateOfCharge": 101 }""", "steps[0].stateOfCharge", "Expected a number from 0 to 100, found 101.")]
    [InlineData("""{ "at": 0, "journey": "demonstratio" }""", "steps[0].journey", "'demonstratio' is not a journey. Did you mean 'demonstration'?")]
    [InlineData("""{ "at": 0, "journey": [{ "car": "park" }] }""", "steps[0].journey[0]", "'for' is missing.")]
    [InlineData("""{ "at": 0, "journey": [{ "car": "park", "for": 1, "compression": 0 }] }""", "steps[0].journey[0].compression", "Expected a whole number from 1 to 1000, found 0.")]
    [InlineData("""{ "at": 0, "note": "" }""", "steps[0].note", "Expected 1 to 500 characters, found 0.")]
    [InlineData("""{ "at": 0, "note": "a\u001b[2J" }""", "steps[0].note", "Expected one line of text without control characters.")]
    [InlineData("""{ "at": 0, "note": "\ud800" }""", "steps[0].note", "The text is not proper Unicode.")]
    [InlineData("""{ "at": 0, "\ud800": 1 }""", "steps[0]", "A key is not proper Unicode.")]
    [InlineData("""{ "at": 0, "a\u001b": 1 }""", "steps[0]", "'a?' is not a key here.")]
    [InlineData("[]", "steps[0]", "Expected an object, found a list.")]
    public void Says_what_is_wrong_with_a_step(string step, string path, string problem) => AssertWrong(Of(step), path, problem);

    [Theory]
    [InlineData("""{ "title": "X", "steps": [] }""", "", "'name' is missing.")]
    [InlineData("""{ "name": "X y", "title": "X", "steps": [] }""", "name", "Expected lower-case letters, digits and hyphens, a hyphen not first.")]
    [InlineData("""{ "name": "", "title": "X", "steps": [] }""", "name", "Expected 1 to 40 characters, found 0.")]
    [InlineData("""{ "name": "x", "steps": [] }""", "", "'title' is missing.")]
    [InlineData("""{ "name": "x", "title": "X" }""", "", "'steps' is missing.")]
    [InlineData("""{ "name": "x", "title": "X", "steps": [] }""", "steps", "Expected 1 to 1000 elements, found 0.")]
    [InlineData("""{ "name": "x", "title": "X", "seed": -1, "steps": [] }""", "seed", "Expected a whole number from 0 to 2147483647, found -1.")]
    [InlineData("""{ "name": "x", "title": "X", "length": true, "steps": [] }""", "length", "Expected a number, found true.")]
    [InlineData("""{ "name": "x", "title": "X", "length": 5, "steps": [{ "at": [4, 6], "note": "n" }] }""", "steps[0].at", "The scenario is over by then: its length is 5 s.")]
    [InlineData("""{ "name": "x", "titel": "X", "steps": [] }""", "", "'titel' is not a key here. Did you mean 'title'?")]
    [InlineData("[]", "", "Expected an object, found a list.")]
    [InlineData("{\n  \"name\": x", "", "Line 2, column 11 is not JSON: 'x' is an invalid start of a value.")]
    [InlineData("""{ "name": "x", } """, "", "Line 1, column 16 is not JSON: ")]
    [InlineData("", "", "Line 1, column 1 is not JSON: ")]
    [InlineData("f\u001b[2J", "", "Line 1, column 2 is not JSON: 'f?[2J' is an invalid JSON literal.")]
    [InlineData("[[[[[[[[[[1]]]]]]]]]]", "", "Line 1, column 9 is not JSON: ")]
    public void Says_what_is_wrong_with_a_scenario(string json, string path, string problem) => AssertWrong(json, path, problem);

    [Fact]
    public void Refuses_what_is_too_much()
    {
        AssertWrong(new string(' ', (256 * 1024) + 1), "", "A scenario has at most 256 KiB.");
        var steps = string.Join(',', Enumerable.Repeat("""{"at":0,"car":"park"}""", 1001));
        AssertWrong(Of(steps), "steps", "Expected 1 to 1000 elements, found 1001.");
    }

    [Fact]
    public void Names_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("o2x-scenario-");
        try
        {
            var path = Path.Combine(folder.FullName, "bad.json");
            File.WriteAllText(path, Of("""{ "at": 0, "car": "fly" }"""));
            Assert.StartsWith("bad.json: steps[0].car: 'fly' is not", MessageOf(path), StringComparison.Ordinal);
            File.WriteAllBytes(path, new byte[300 * 1024]);
            Assert.Equal("bad.json: A scenario has at most 256 KiB.", MessageOf(path));
            Assert.Equal("none.json: There is no such file.", MessageOf(Path.Combine(folder.FullName, "none.json")));
            Assert.StartsWith($"{folder.Name}: The file ", MessageOf(folder.FullName), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string MessageOf(string path) => Assert.Throws<ScenarioException>(() => Scenario.ReadFile(path)).Message;

    private static string Of(string steps) => $$"""{ {{Head}}, "steps": [{{steps}}] }""";

    private static void AssertWrong(string json, string path, string problem)
    {
        var exception = Assert.Throws<ScenarioException>(() => Scenario.Read(json));
        Assert.Equal(path, exception.Path);
        Assert.StartsWith(problem, exception.Problem, StringComparison.Ordinal);
        Assert.Equal(path.Length == 0 ? exception.Problem : $"{path}: {exception.Problem}", exception.Message);
        Assert.Single(exception.Message.Split('\n'));
    }
}

using O2X.Simulator.Faults;
using O2X.Simulator.Scenarios;

namespace O2X.Simulator.Tests.Scenarios;

public class ScenarioLibraryTests
{
    [Fact]
    public void Shows_every_fault_at_least_once() =>
        Assert.Equivalent(
            Fault.All,
            ScenarioLibrary.All.SelectMany(scenario => scenario.Steps).Select(step => step.Action).OfType<ScenarioAction.Breaks>()
                .SelectMany(breaks => breaks.Choices).Distinct(),
            strict: true);

    [Fact]
    public void Has_scenarios_that_end_and_say_what_they_are()
    {
        Assert.Equal(15, ScenarioLibrary.All.Count);
        Assert.Equal(ScenarioLibrary.All.Select(scenario => scenario.Name).Order(StringComparer.Ordinal), ScenarioLibrary.All.Select(scenario => scenario.Name));
        Assert.All(ScenarioLibrary.All, scenario =>
        {
            Assert.NotEmpty(scenario.Title);
            Assert.NotEmpty(scenario.Description);
            Assert.NotNull(scenario.Length);
            Assert.Contains(scenario.Steps, step => step.Note is not null);
        });
    }

    [Theory]
    [InlineData("garge", "There is no scenario 'garge'. Did you mean 'garage'? There are: adapter-trouble, alerts, ")]
    [InlineData("zzz", "There is no scenario 'zzz'. There are: ")]
    [InlineData("\u001b[2J", "There is no scenario '?[2J'. There are: ")]
    [InlineData("", "No scenario is named. There are: ")]
    [InlineData(null, "No scenario is named. There are: ")]
    [InlineData("no/such/file", "file: There is no such file.")]
    [InlineData("none.json", "none.json: There is no such file.")]
    public void Says_why_a_scenario_cannot_be_opened(string? name, string problem)
    {
        Assert.False(ScenarioLibrary.TryOpen(name, out var scenario, out var said));
        Assert.Null(scenario);
        Assert.StartsWith(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Opens_by_name_and_by_path()
    {
        Assert.True(ScenarioLibrary.TryOpen("garage", out var garage, out _));
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, garage.ToJson());
        try
        {
            Assert.True(ScenarioLibrary.TryOpen(path, out var read, out var problem), problem);
            Assert.Equal(garage.ToJson(), read.ToJson());
        }
        finally
        {
            File.Delete(path);
        }
    }
}

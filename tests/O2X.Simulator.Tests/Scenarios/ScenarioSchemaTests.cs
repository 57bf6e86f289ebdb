using System.Runtime.CompilerServices;
using System.Text.Json;
using O2X.Simulator.Faults;
using O2X.Simulator.Scenarios;

namespace O2X.Simulator.Tests.Scenarios;

public class ScenarioSchemaTests
{
    private static readonly JsonSchema Schema = new(ScenarioLibrary.Schema);

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(LibraryFolder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Knows_the_words_and_keys_that_the_reader_knows()
    {
        Assert.Equal(Fault.All.Select(fault => fault.Name), Words("fault"));
        Assert.Equal(ScenarioWords.Activities.Keys, Words("activity"));
        Assert.Equal(ScenarioWords.Alerts.Keys, Words("alert"));
        Assert.Equal(ScenarioReader.Keys, Keys(Schema.Root));
        Assert.Equal(ScenarioReader.StepKeys, Keys(Definition("step")));
        Assert.Equal(ScenarioReader.PhaseKeys, Keys(Definition("phase")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Holds_for_every_file_of_the_library(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(LibraryFolder(), file + ".json")));
        Assert.Empty(Schema.Check(document.RootElement));
        Assert.Equal(file, ScenarioLibrary.Find(file)?.Name);
    }

    [Theory]
    [InlineData("""{ "name": "x", "title": "X", "steps": [] }""")]
    [InlineData("""{ "name": "x", "title": "X", "steps": [{ "at": 0 }] }""")]
    [InlineData("""{ "name": "x", "title": "X", "steps": [{ "at": 0, "car": "park", "fault": "garbage" }] }""")]
    [InlineData("""{ "name": "x", "title": "X", "steps": [{ "at": 0, "car": "park", "for": 3 }] }""")]
    [InlineData("""{ "name": "x", "title": "X", "steps": [{ "at": 0, "car": "fly" }] }""")]
    [InlineData("""{ "name": "x", "title": "X", "steps": [{ "at": -1, "car": "park" }] }""")]
    [InlineData("""{ "name": "X", "title": "X", "steps": [{ "at": 0, "car": "park" }] }""")]
    [InlineData("""{ "name": "x", "title": "X", "color": 1, "steps": [{ "at": 0, "car": "park" }] }""")]
    public void Does_not_hold_for_what_the_reader_refuses(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.NotEmpty(Schema.Check(document.RootElement));
        Assert.Throws<ScenarioException>(() => Scenario.Read(json));
    }

    private static JsonElement Definition(string name) => Schema.Root.GetProperty("$defs").GetProperty(name);

    private static IEnumerable<string?> Words(string name) => Definition(name).GetProperty("enum").EnumerateArray().Select(word => word.GetString());

    private static IEnumerable<string> Keys(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(key => key.Name);

    private static string LibraryFolder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(path, "../../../../src/O2X.Simulator/Scenarios/Library"));
}

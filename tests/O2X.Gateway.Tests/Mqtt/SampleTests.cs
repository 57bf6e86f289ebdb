using System.Text.RegularExpressions;
using O2X.Gateway.Mqtt;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Tests.Mqtt;

/// <summary>The sample files name what there is.</summary>
public partial class SampleTests
{
    private static readonly MqttTopics Topics = new("o2x", "homeassistant", VehicleId.None);

    [Fact]
    public void Shows_entities_of_the_discovery_on_the_dashboard()
    {
        // As Home Assistant makes ids of the device's and the entity's name.
        var known = HomeAssistantEntities.Of(Topics).Select(entity => $"{entity.Platform}.{NoName().Replace($"car {entity.Name}".ToLowerInvariant(), "_")}");
        var shown = Entity().Matches(Read("home-assistant-dashboard.yaml")).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(shown);
        Assert.Empty(shown.Except(known));
    }

    [Fact]
    public void Gives_evcc_the_topics_that_are_published()
    {
        var topics = Topic().Matches(Read("evcc.yaml")).Select(match => match.Groups["topic"].Value.Replace("/ID/", "//", StringComparison.Ordinal));

        Assert.Equal([Topics.EvccSoc, Topics.EvccRange, Topics.EvccOdometer, Topics.EvccStatus], topics);
    }

    private static string Read(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "O2X.Actors.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "deploy", name));
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoName();

    [GeneratedRegex(@"\b(sensor|binary_sensor|event)\.car_\w+")]
    private static partial Regex Entity();

    [GeneratedRegex(@"topic: (?<topic>o2x/\S+)")]
    private static partial Regex Topic();
}

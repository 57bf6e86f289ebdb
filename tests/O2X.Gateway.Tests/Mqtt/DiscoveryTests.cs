using System.Text;
using System.Text.Json;
using O2X.Gateway.Mqtt;
using O2X.Gateway.Vehicles;
using O2X.TestKit;

namespace O2X.Gateway.Tests.Mqtt;

public class DiscoveryTests
{
    private static readonly VehicleId Car = VehicleId.TryParse("abcdefgh2345", out var id) ? id : default;

    private static readonly string[] Platforms = ["sensor", "binary_sensor", "event"];

    private static readonly MqttTopics Topics = new("o2x", "homeassistant", Car);

    [Fact]
    public void Is_exactly_what_home_assistant_expects()
    {
        var document = JsonDocument.Parse(Document()).RootElement;
        List<string> lines = [.. document.EnumerateObject().Where(member => member.Name != "components").Select(Line), .. Components().Select(Line)];

        Assert.Equal(DiscoveryGolden.Lines, lines);
        Assert.Equal(["device", "origin", "components", "qos"], document.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void Stands_under_the_device_of_the_vehicle() =>
        Assert.Equal("homeassistant/device/o2x_abcdefgh2345/config", Topics.Discovery);

    [Fact]
    public void Gives_each_component_a_platform_and_an_id_of_its_own()
    {
        var components = Components().ToList();

        Assert.All(components, component => Assert.Contains(component.Value.GetProperty("platform").GetString(), Platforms));
        Assert.Equal(components.Count, components.Select(component => component.Value.GetProperty("unique_id").GetString()).Distinct().Count());
        Assert.All(components, component => Assert.Equal($"o2x_abcdefgh2345_{component.Name}", component.Value.GetProperty("unique_id").GetString()));
    }

    // As Home Assistant checks them: it refuses an entity that breaks one.
    [Fact]
    public void Keeps_the_rules_of_its_classes()
    {
        foreach (var (name, component) in Components().Select(component => (component.Name, component.Value)))
        {
            var deviceClass = component.TryGetProperty("device_class", out var found) ? found.GetString() : null;
            var hasUnit = component.TryGetProperty("unit_of_measurement", out _);
            var hasState = component.TryGetProperty("state_class", out _);
            Assert.Equal(deviceClass == "enum", component.TryGetProperty("options", out _));
            Assert.Equal(component.GetProperty("platform").GetString() == "event", component.TryGetProperty("event_types", out _));
            Assert.True(hasUnit == hasState, name);
            Assert.False(hasUnit && deviceClass is "enum" or "timestamp" && hasUnit, name);
        }
    }

    [Fact]
    public void Keeps_charge_range_and_odometer_available_without_the_link()
    {
        foreach (var component in Components())
        {
            var topics = component.Value.GetProperty("availability").EnumerateArray().Select(one => one.GetProperty("topic").GetString()).ToList();
            Assert.Equal("all", component.Value.GetProperty("availability_mode").GetString());
            Assert.Equal(
                component.Name is "charge" or "range" or "odometer" or "age" or "heard" or "link" or "event" ? [Topics.Gateway] : [Topics.Gateway, Topics.Linked],
                topics);
        }
    }

    [Fact]
    public void Has_a_value_for_each_template()
    {
        using var values = JsonDocument.Parse(ValuesJson.Of(View()));
        foreach (var component in Components().Where(component => component.Value.GetProperty("state_topic").GetString() == Topics.Values))
        {
            var path = component.Value.GetProperty("value_template").GetString()!.Replace("{{ value_json.", "", StringComparison.Ordinal).Replace(" }}", "", StringComparison.Ordinal);
            var element = values.RootElement;
            foreach (var name in path.Split('.')) element = element.GetProperty(name);
            Assert.Contains(element.ValueKind, new[] { JsonValueKind.Null, JsonValueKind.String, JsonValueKind.Number, JsonValueKind.True, JsonValueKind.False });
        }
    }

    [Fact]
    public void Says_nothing_of_what_is_not_known() => Assert.Equal(
        """{"charge":null,"range":null,"odometer":null,"heardAt":null,"status":null,"timeToFull":null,"selector":null,"parkBrake":null,"ready":null,"speed":null,"voltage":null,"current":null,"power":null,"batteryTemperature1":null,"batteryTemperature2":null,"chargeRequested":null,"plugged":null,"systemState":null,"batteryState":null,"alerts":{"parkingBrake":null,"clusterIssue":null,"stop":null,"batteryCharge":null,"brakeSystemProblem":null,"service":null,"batteryTemperature":null,"turtleMode":null}}""",
        Encoding.UTF8.GetString(ValuesJson.Of(View())));

    private static string Line(JsonProperty member) => $"{member.Name}: {member.Value.GetRawText()}";

    private static byte[] Document() => HomeAssistantDiscovery.Of(Topics, new VehicleIdentity(Car, "blue-ami", AmiBus.Vin), "1.2.3");

    private static JsonElement.ObjectEnumerator Components() => JsonDocument.Parse(Document()).RootElement.GetProperty("components").EnumerateObject();

    private static VehicleView View() => new(
        new VehicleIdentity(Car, "blue-ami", AmiBus.Vin), Snapshot: null, Information: null, new O2X.Actors.LinkReport(O2X.Actors.LinkState.Idle, EngineBench.Start))
    {
        At = EngineBench.Start,
        Timestamp = 0,
        Source = new O2X.Links.TransportInfo("sim", O2X.Links.TransportKind.Simulator),
        Subscription = null,
        SubscribedVin = null,
        Timeouts = new O2X.Actors.Timeouts(),
        LastId = 0,
    };
}

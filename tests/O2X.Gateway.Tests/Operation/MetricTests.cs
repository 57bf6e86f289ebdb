using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using O2X.Simulator;

namespace O2X.Gateway.Tests.Operation;

/// <summary>Whoever measures hears all meters of the process: no other test may have any meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class MeterCollection
{
    public const string Name = "meters";
}

[Collection(MeterCollection.Name)]
public partial class MetricTests
{
    [Fact]
    public async Task Tells_values_in_base_units_by_the_alias()
    {
        await using var host = await GatewayHost.StartReadyAsync(new() { ["O2X:Gateway:Alias"] = "blue-ami" });
        host.Pass(2);
        var lines = await LinesAsync(host);
        var snapshot = host.View.Snapshot!.Value;

        Assert.Equal(snapshot.StateOfCharge!.Value / 100.0, Value(lines, "o2x_vehicle_charge_ratio", "vehicle=\"blue-ami\""), 3);
        Assert.Equal(snapshot.RemainingRange!.Value * 1000.0, Value(lines, "o2x_vehicle_range_meters", "vehicle=\"blue-ami\""));
        Assert.Equal((double)snapshot.Odometer!.Value * 1000, Value(lines, "o2x_vehicle_odometer_meters", "vehicle=\"blue-ami\""), 3);
        Assert.Equal(host.View.AgeOf(O2X.Vehicles.Signal.StateOfCharge)!.Value.TotalSeconds, Value(lines, "o2x_value_age_seconds", "value=\"state_of_charge\""), 3);
        Assert.Equal(1, Value(lines, "o2x_vehicle_info", "vehicle=\"blue-ami\""));
        Assert.Equal(host.Feed.LastId, Value(lines, "o2x_feed_records_total", ""));
        Assert.Contains(lines, line => line.StartsWith("o2x_link_state{", StringComparison.Ordinal) && line.EndsWith("state=\"ready\"} 1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("o2x_packets_total{", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tells_the_age_of_a_value_and_no_longer_the_value_when_it_is_not_live()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        host.Pass(2);
        host.World.Radio.Power(false);
        host.Pass(60);
        var lines = await LinesAsync(host);

        Assert.DoesNotContain(lines, line => line.StartsWith("o2x_vehicle_charge_ratio{", StringComparison.Ordinal));
        Assert.True(Value(lines, "o2x_value_age_seconds", "value=\"state_of_charge\"") > 50);
    }

    [Fact]
    public async Task Has_well_formed_names_and_no_vin()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        host.Pass(2);
        using (await host.Client.GetAsync("/api/vehicles/car/information"))
        {
        }

        var lines = await LinesAsync(host);
        var names = lines.Where(line => line.StartsWith("# TYPE o2x", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Matches("^o2x_[a-z0-9_]+$", name[2]));
        Assert.All(names.Where(name => name[3] == "counter"), name => Assert.EndsWith("_total", name[2], StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(SimulatedWorld.DefaultVin.Full, StringComparison.Ordinal) || line.Contains("***", StringComparison.Ordinal));
        Assert.All(lines.Where(line => line.StartsWith("o2x_vehicle_", StringComparison.Ordinal)), line => Assert.Contains("vehicle=\"car\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_not_there_when_it_is_switched_off()
    {
        await using var host = await GatewayHost.StartAsync(new() { ["O2X:Gateway:Operation:Metrics"] = "false" });
        using var response = await host.Client.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<string[]> LinesAsync(GatewayHost host) => (await host.Client.GetStringAsync("/metrics")).Split('\n');

    private static double Value(string[] lines, string name, string label)
    {
        var found = lines.FirstOrDefault(line => Name().Match(line).Value == name && line.Contains(label, StringComparison.Ordinal));
        Assert.True(found is not null, $"no {name} with {label} in\n{string.Join('\n', lines.Where(line => line.StartsWith("o2x", StringComparison.Ordinal)))}");
        var rest = found[(found.IndexOf('}', StringComparison.Ordinal) + 1)..].Trim().Split(' ');
        return double.Parse(rest[0], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^[a-z0-9_]+")]
    private static partial Regex Name();
}

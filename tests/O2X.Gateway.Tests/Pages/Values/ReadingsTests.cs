using O2X.Gateway.Pages.Values;
using O2X.Gateway.Vehicles;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.Pages.Values;

public class ReadingsTests
{
    [Fact]
    public async Task Knows_nothing_before_anything_was_heard()
    {
        await using var host = await GatewayHost.StartAsync();
        var readings = new Readings(host.View);

        Assert.All(Enum.GetValues<Signal>().Where(signal => signal != Signal.Alerts), signal =>
        {
            Assert.Equal(("unknown", "never heard"), (readings[signal].Text, readings[signal].AgeWords));
            Assert.Equal("is-unknown", readings[signal].QualityClass);
        });
        Assert.Null(readings.Charge);
        Assert.Equal(AlertReading.Unknown, readings.Alerts());
    }

    [Fact]
    public async Task Gives_what_is_heard_as_live()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var charge = new Readings(host.View)[Signal.StateOfCharge];

        Assert.Equal(($"{host.View.Snapshot!.Value.StateOfCharge}", "%", Quality.Live), (charge.Number, charge.Unit, charge.Quality));
        Assert.Equal("now", charge.AgeWords);
        Assert.Empty(new Readings(host.View).Alerts().Current!);
    }

    [Fact]
    public async Task Gives_what_is_not_heard_any_more_as_stale_with_its_age()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        await host.Owner.UnsubscribeAsync();
        host.Pass(90);
        var readings = new Readings(host.View);

        foreach (var signal in new[] { Signal.StateOfCharge, Signal.RemainingRange, Signal.Odometer, Signal.Selector, Signal.ParkBrake })
        {
            Assert.Equal(Quality.Stale, readings[signal].Quality);
            Assert.Equal("stale · 1 min ago", readings[signal].AgeWords);
        }

        Assert.NotEqual(Quality.Live, readings[Signal.Status].Quality);
        Assert.Equal(Quality.Stale, readings.Alerts().Quality);
    }

    [Fact]
    public async Task Gives_what_an_earlier_run_heard_as_stale_with_its_age()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string?> { ["O2X:Gateway:StateDirectory"] = folder.FullPath };
        decimal? odometer;
        await using (var before = await GatewayHost.StartReadyAsync(settings))
        {
            odometer = before.View.Snapshot!.Value.Odometer;
            await before.StopAsync();
        }

        await using var host = await GatewayHost.StartAsync(settings);
        var kept = new Readings(host.View with { At = host.View.At.AddHours(5) })[Signal.Odometer];

        Assert.Equal((NumberText.Of((double)odometer!.Value, "0.0"), Quality.Stale), (kept.Number, kept.Quality));
        Assert.Equal("stale · 5 h ago", kept.AgeWords);
    }

    [Fact]
    public async Task Tells_no_age_by_a_clock_that_was_wrong()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var kept = host.View with { Snapshot = null };

        Assert.Equal("stale · age unknown", AgeOf(kept with { Information = kept.Information! with { ReceivedAtUnsynchronised = true } }));
        Assert.Equal("stale · age unknown", AgeOf(kept with { Information = kept.Information! with { ReceivedAt = kept.At.AddHours(1) } }));

        static string AgeOf(VehicleView view) => new Readings(view)[Signal.StateOfCharge].AgeWords;
    }

    [Fact]
    public async Task Gives_no_value_of_another_vehicle()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        await host.Owner.UnsubscribeAsync();
        Assert.True((await host.Owner.SubscribeAsync(new SubscribeCommand { Vin = AmiBus.OtherVin, FirstTime = true })).IsDone);
        Assert.NotNull(host.View.Snapshot);

        Assert.Equal("unknown", new Readings(host.View)[Signal.StateOfCharge].Text);
        Assert.Null(new Readings(host.View).Charge);
    }

    [Fact]
    public async Task Names_alerts_that_are_on_and_those_before()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        host.World.Car.SetAlerts(Alerts.Stop | Alerts.TurtleMode);
        host.Pass(3);
        var alerts = new Readings(host.View).Alerts();

        Assert.Equal(["stop", "turtle mode"], alerts.Current);
        Assert.Empty(alerts.Previous!);
    }
}

using O2X.Simulator.Cars;
using O2X.Simulator.Faults;
using O2X.Simulator.Scenarios;
using O2X.Vehicles;

namespace O2X.Simulator.Tests.Scenarios;

public class ScenarioPlayerTests : WorldTest
{
    private readonly List<string> _told = [];

    [Fact]
    public void Does_each_step_at_its_time()
    {
        using var player = Play(Scenario.Named("any")
            .At(0).CarHasCharge(50)
            .At(1).CarHasAlerts(Alerts.Stop)
            .At(2).CarDoes(CarActivity.Driving).Note("Off.")
            .At(3).Breaks(Fault.OutOfRange, 2)
            .At(4).Note("Hm.")
            .At(20).CarFollows(Journey.Demonstration));
        Assert.Equal(50, World.Car.State.StateOfCharge, 0.1);
        Pass(2.5);
        Assert.Equal((VehicleStatus.Driving, Alerts.Stop), (World.Car.State.Status, World.Car.State.Alerts));
        Pass(1);
        Assert.False(World.Dongle.InRange);
        Pass(1.5);
        Assert.True(World.Dongle.InRange);
        Assert.False(player.Completion.IsCompleted);
        Pass(15);
        Assert.True(player.Completion.IsCompleted);
        Assert.Equal(
            [
                "0 battery at 50 %", "1 alerts on: stop", "2 car drives: Off.", "3 out-of-range for 2 s", "4 Hm.", "5 out-of-range is over",
                "20 car sets out on a journey of 9 phases",
            ],
            _told);
        Assert.Equal(0, Clock.ArmedTimers);
    }

    [Fact]
    public void Repeats_as_often_as_it_was_told()
    {
        Play(Scenario.Named("any").At(1).Every(10, times: 3).Breaks(Fault.LinkLoss));
        Pass(100);
        Assert.Equal(["1 link-loss", "11 link-loss", "21 link-loss"], _told);
    }

    [Fact]
    public void Repeats_until_it_ends()
    {
        var player = Play(Scenario.Named("any").At(0).Every(10).Breaks(Fault.LinkLoss).Until(20));
        Pass(19.9);
        Assert.False(player.Completion.IsCompleted);
        Pass(0.1);
        Assert.True(player.Completion.IsCompleted);
        Assert.Equal(["0 link-loss", "10 link-loss", "20 link-loss"], _told);
    }

    [Fact]
    public void Draws_what_is_left_to_chance_from_its_seed()
    {
        Assert.Equal(Random(seed: 1), Random(seed: 1));
        Assert.NotEqual(Random(seed: 1), Random(seed: 2));
    }

    [Fact]
    public void Ends_every_fault_when_it_ends()
    {
        Play(Scenario.Named("any").At(0).Breaks(Fault.OutOfRange).Breaks(Fault.SilentLink, 100).Until(10));
        Pass(9.9);
        Assert.Equal((false, true), (World.Dongle.InRange, World.Dongle.Silent));
        Pass(0.1);
        Assert.Equal((true, false), (World.Dongle.InRange, World.Dongle.Silent));
    }

    [Fact]
    public void Ends_every_fault_when_it_is_stopped()
    {
        var player = Play(Scenario.Named("any").At(0).Breaks(Fault.OutOfRange).At(5).CarDoes(CarActivity.Driving));
        player.Dispose();
        player.Dispose();
        Assert.True(World.Dongle.InRange);
        Assert.True(player.Completion.IsCompleted);
        Assert.Equal(0, Clock.ArmedTimers);
        Pass(10);
        Assert.Equal(VehicleStatus.Parked, World.Car.State.Status);
    }

    [Fact]
    public void Goes_on_while_a_fault_lasts_that_nobody_ends()
    {
        var player = Play(Scenario.Named("any").At(0).Breaks(Fault.OutOfRange));
        Pass(1000);
        Assert.False(player.Completion.IsCompleted);
        Assert.False(World.Dongle.InRange);
    }

    [Fact]
    public void Lets_a_fault_last_until_the_latest_of_its_ends()
    {
        Play(Scenario.Named("any").At(0).Breaks(Fault.OutOfRange, 10).At(2).Breaks(Fault.OutOfRange, 3).At(10).Breaks(Fault.OutOfRange, 5));
        foreach (var second in Enumerable.Range(1, 14))
        {
            Pass(1);
            Assert.False(World.Dongle.InRange, $"It was over after {second} s.");
        }

        Pass(1);
        Assert.True(World.Dongle.InRange);
        Assert.Equal("15 out-of-range is over", _told[^1]);
    }

    [Fact]
    public void Ends_a_fault_that_was_to_last_for_longer()
    {
        Play(Scenario.Named("any").At(0).Breaks(Fault.OutOfRange).Breaks(Fault.OutOfRange, 30).At(5).Mends(Fault.OutOfRange));
        Pass(4.9);
        Assert.False(World.Dongle.InRange);
        Pass(0.1);
        Assert.True(World.Dongle.InRange);
        Pass(60);
        Assert.Single(_told, line => line.EndsWith("is over", StringComparison.Ordinal));
    }

    [Fact]
    public void Goes_on_when_its_listener_throws()
    {
        var calls = 0;
        ScenarioPlayer.Start(
            World,
            Scenario.Named("any").At(0).CarDoes(CarActivity.Driving).At(1).Breaks(Fault.OutOfRange).Build(),
            _ =>
            {
                calls++;
                throw new InvalidOperationException("A listener's own.");
            });
        Pass(2);
        Assert.False(World.Dongle.InRange);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Ends_with_its_world()
    {
        var player = Play(Scenario.Named("any").At(0).Every(1).CarDoes(CarActivity.Driving));
        await World.Transport.DisposeAsync();
        Assert.True(player.Completion.IsCompleted);
        Assert.Equal(0, Clock.ArmedTimers);
        Assert.True(Play(Scenario.Named("late").At(5).CarDoes(CarActivity.Driving)).Completion.IsCompleted);
    }

    [Fact]
    public async Task Plays_on_real_time()
    {
        await using var world = new SimulatedWorld(TimeProvider.System);
        using var player = ScenarioPlayer.Start(world, Scenario.Named("any").At(0).Every(0.1, times: 4).Breaks(Fault.OutOfRange, 0.1).Build());
        await player.Completion;
        Assert.True(world.Dongle.InRange);
    }

    private ScenarioPlayer Play(ScenarioBuilder scenario) => Play(World, scenario, _told);

    private static ScenarioPlayer Play(SimulatedWorld world, ScenarioBuilder scenario, List<string> told) =>
        ScenarioPlayer.Start(world, scenario.Build(), moment => told.Add(FormattableString.Invariant($"{moment.At.TotalSeconds} {moment}")));

    private static List<string> Random(int seed)
    {
        var clock = new O2X.Links.Time.VirtualClock(DateTimeOffset.UnixEpoch);
        var told = new List<string>();
        var scenario = Scenario.Named("any").Seeded(seed)
            .At(0, 10).Every(5, 10, times: 10).Breaks([.. Fault.All])
            .At(0).Every(3, 9).Breaks(Fault.OutOfRange, 1, 5)
            .Until(60);
        Play(new SimulatedWorld(clock), scenario, told);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.InRange(told.Count, 15, 50);
        return told;
    }
}

using Akka.Actor;
using O2X.Actors.Diagnostics;
using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles.Decoding;

namespace O2X.Actors.Tests.Diagnostics;

public class EngineMeterSpecs
{
    [Fact]
    public async Task Has_the_instruments_that_are_documented()
    {
        await using var bench = Bench("instruments");
        await bench.BecomeReadyAsync();
        bench.Transport.Link.End(new LinkFault(LinkLossReason.LinkLoss));

        Assert.Equal(
            [
                "ObservableCounter o2x.information.skipped {element}",
                "ObservableCounter o2x.link.attempts {attempt}",
                "ObservableCounter o2x.link.losses {loss}",
                "ObservableCounter o2x.packets {packet}",
                "ObservableCounter o2x.packets.dropped {packet}",
                "ObservableCounter o2x.packets.invalid {packet}",
                "ObservableCounter o2x.packets.lost {packet}",
                "ObservableGauge o2x.data.age s",
                "ObservableUpDownCounter o2x.link.state {engine}",
            ],
            MeterReading.Instruments().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Measures_an_engine_that_has_done_nothing()
    {
        await using var bench = Bench("nothing");

        var reading = MeterReading.Of("nothing");

        Assert.Equal(1, reading["o2x.link.state state=idle"]);
        Assert.Equal(1, reading.Where(value => value.Key.StartsWith("o2x.link.state", StringComparison.Ordinal)).Sum(value => value.Value));
        Assert.Equal(0, reading["o2x.packets"]);
        Assert.Equal(0, reading["o2x.link.attempts outcome=wrongVehicle"]);
        Assert.DoesNotContain("o2x.data.age", reading.Keys);
        Assert.DoesNotContain(reading.Keys, key => key.StartsWith("o2x.link.losses", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counts_packets()
    {
        await using var bench = Bench("packets");
        var link = await bench.BecomeReadyAsync();
        link.Frame(0x580, "00");
        link.Dash(range: 127);
        link.Battery(soc: 101);

        var reading = MeterReading.Of("packets");

        var counters = bench.Engine.Counters.Decoding;
        Assert.Equal((10, 1, 1), (counters.Packets, counters.Malformed, counters.Implausible));
        Assert.Equal(
            (10.0, 1.0, 1.0, 0.0, 0.0),
            (reading["o2x.packets"], reading["o2x.packets.invalid kind=malformed"], reading["o2x.packets.invalid kind=implausible"],
                reading["o2x.packets.dropped"], reading["o2x.information.skipped"]));
        Assert.Equal(0, reading["o2x.packets.lost"]);
    }

    [Fact]
    public void Adds_up_what_was_lost_over_subscriptions()
    {
        var tally = default(PacketTally);
        tally.Present = new DecodeCounters(1, 0, 0, 0, 0, 0, 0, 0, Lost: 4);
        tally.Begin();
        tally.Present = new DecodeCounters(1, 0, 0, 0, 0, 0, 0, 0, Lost: 5);

        Assert.Equal((2, 9), (tally.Total.Packets, tally.Total.Lost));
    }

    [Fact]
    public async Task Goes_on_counting_when_another_subscription_begins()
    {
        await using var bench = Bench("again");
        await bench.BecomeReadyAsync();
        await bench.Engine.UnsubscribeAsync();
        await bench.SubscribeAsync();

        Assert.Equal(0, bench.Engine.Counters.Decoding.Packets);
        Assert.Equal(7, MeterReading.Of("again")["o2x.packets"]);

        bench.SightAndBecomeReady();

        Assert.Equal(7, bench.Engine.Counters.Decoding.Packets);
        Assert.Equal(14, MeterReading.Of("again")["o2x.packets"]);
        Assert.Equal(2, MeterReading.Of("again")["o2x.link.attempts outcome=ready"]);
    }

    [Fact]
    public async Task Tells_how_old_the_data_are()
    {
        await using var bench = Bench("age");
        await bench.BecomeReadyAsync();
        bench.Pass(2.5);
        Assert.Equal(2.5, MeterReading.Of("age")["o2x.data.age"]);

        bench.Pass(100);

        var reading = MeterReading.Of("age");
        Assert.Equal(102.5, reading["o2x.data.age"]);
        Assert.Equal(1, reading["o2x.link.state state=scanning"]);
        Assert.Equal(1, reading["o2x.link.losses reason=busSilent"]);
    }

    [Fact]
    public async Task Tells_engines_of_one_name_apart()
    {
        await using var first = Bench("twins");
        await using var second = Bench("twins");
        await first.BecomeReadyAsync();

        var other = Assert.Single(MeterReading.Engines(), engine => engine.StartsWith("twins-", StringComparison.Ordinal));
        Assert.Equal(1, MeterReading.Of("twins")["o2x.link.state state=ready"]);
        Assert.Equal(1, MeterReading.Of(other)["o2x.link.state state=idle"]);
    }

    [Fact]
    public async Task Forgets_an_engine_that_was_disposed_of()
    {
        var bench = Bench("disposed");
        Assert.Contains("disposed", MeterReading.Engines());

        await bench.DisposeAsync();

        Assert.DoesNotContain("disposed", MeterReading.Engines());
    }

    [Fact]
    public async Task Forgets_an_engine_whose_actor_system_ended()
    {
        await using var bench = Bench("system");
        Assert.Contains("system", MeterReading.Engines());

        await bench.System.Terminate();

        Assert.DoesNotContain("system", MeterReading.Engines());
    }

    [Fact]
    public async Task Forgets_an_engine_whose_actors_were_stopped()
    {
        await using var bench = Bench("stopped");
        Assert.Contains("stopped", MeterReading.Engines());

        bench.System.ActorSelection("/user/*").Tell(PoisonPill.Instance, ActorRefs.NoSender);
        await bench.Engine.Completion;

        Assert.DoesNotContain("stopped", MeterReading.Engines());
    }

    [Fact]
    public async Task Keeps_nothing_of_an_engine_that_could_not_start()
    {
        var system = ActorSystem.Create("gone");
        await system.Terminate();

        Assert.ThrowsAny<Exception>(() => Bench("gone", system));

        Assert.DoesNotContain("gone", MeterReading.Engines());
    }

    private static EngineBench Bench(string name, ActorSystem? system = null) =>
        new(new EngineOptions { Seed = 1, Name = name }, system: system);
}

using O2X.Links;
using O2X.TestKit;
using O2X.Vehicles;
using O2X.Vehicles.Json;
using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>The RESULTs of pims.vehicle.informations, and its get (sdk-reference 2.1.1, 2.2).</summary>
public sealed class InformationsResultSpecs
{
    private const string Parked =
        """
        {"vin":"VR1AB12C3D4567890","currentAlert":{"parkingBrake":false,"clusterIssue":false,"stop":false,"batteryCharge":false,"brakeSystemProblem":false,"service":false,"batteryTemperature":false,"turtleMode":false},"previousAlert":{"parkingBrake":false,"clusterIssue":false,"stop":false,"batteryCharge":false,"brakeSystemProblem":false,"service":false,"batteryTemperature":false,"turtleMode":false},"data":{"batterySoc":{"unit":"%","value":45},"systemState":"unknown","batteryState":"unknown","remainingAutonomy":{"unit":"km","value":34},"rnd":"neutral","chargeDelay":{"unit":"min","value":null},"parkBrakeStatus":"activated","totalOdometer":{"unit":"km","value":8626.9}},"receivedAt":"2026-01-02T03:04:05Z","status":"parked"}
        """;

    [Fact]
    public async Task D14_By_status_the_first_RESULT_is_the_first_status_with_the_full_object()
    {
        await using var bench = await PimsBench.ReadyAsync(PimsBench.NewByStatus);
        Assert.Equal(2, bench.Told.Count);
        Assert.Equal((PimsStatus.Result, Parked.Trim()), (bench.Told[1].Status, bench.Told[1].Result?.GetRawText()));
    }

    [Fact]
    public async Task L9_D14_By_status_each_change_is_told_and_nothing_else()
    {
        await using var bench = await PimsBench.ReadyAsync(PimsBench.NewByStatus);
        for (var second = 0; second < 3; second++)
        {
            bench.Engine.Pass(1);
            bench.Engine.Transport.Link.Everything();
        }

        Assert.Equal(2, bench.Told.Count);
        bench.Engine.Transport.Link.Everything(Selector.Drive, ready: true, speed: 20);
        Assert.Equal("driving", bench.Told[2].Result!.Value.GetProperty("status").GetString());
        Assert.Equal(3, bench.Told.Count);
    }

    [Fact]
    public async Task D14_A_change_must_hold_for_changeStatus()
    {
        await using var bench = await PimsBench.ReadyAsync(PimsBench.NewByStatus);
        await bench.SetAsync("pims.vehicle.timeout", """{"changeStatus":3000}""");
        for (var second = 0; second < 3; second++)
        {
            bench.Engine.Transport.Link.Everything(Selector.Drive, ready: true, speed: 20);
            Assert.Equal(2, bench.Told.Count);
            bench.Engine.Pass(1);
        }

        Assert.Equal("driving", bench.Told[2].Result!.Value.GetProperty("status").GetString());
    }

    [Fact]
    public async Task L10_D15_By_information_each_update_is_told()
    {
        await using var bench = await PimsBench.ReadyAsync();
        var before = bench.Told.Count;
        bench.Engine.Transport.Link.Battery(soc: 44);
        bench.Engine.Transport.Link.Battery(soc: 43);
        Assert.Equal(
            [44, 43],
            bench.Told.Skip(before).Select(message => message.Result!.Value.GetProperty("data").GetProperty("batterySoc").GetProperty("value").GetInt32()));
    }

    [Fact]
    public async Task D15_Information_is_told_at_most_once_in_the_interval()
    {
        await using var bench = await PimsBench.InitializedAsync(engineOptions: new EngineOptions { Seed = 1 });
        await bench.SubscribeAsync();
        bench.Engine.SightAndBecomeReady();
        for (var tenth = 0; tenth < 50; tenth++)
        {
            bench.Engine.Pass(0.1);
            bench.Engine.Transport.Link.Battery(soc: 40);
        }

        Assert.InRange(bench.Told.Count, 6, 8);
    }

    [Fact]
    public async Task Every_message_of_a_subscription_has_the_same_transaction_and_RESULT_has_no_error()
    {
        await using var bench = await PimsBench.ReadyAsync();
        Assert.Single(bench.Told.Select(message => message.TransactionId).Distinct());
        Assert.All(bench.Told.Skip(1), message => Assert.Equal((PimsStatus.Result, (PimsError?)null), (message.Status, message.Error)));
        Assert.Null(bench.Told[0].Result);
    }

    [Fact]
    public async Task D20_The_interface_goes_down_disconnected_first_then_2341_once_and_it_resumes()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.SubscribeToEventsAsync();
        var before = bench.Told.Count;
        var order = new List<string>();
        using var events = bench.Engine.Engine.Events.Subscribe(_ => order.Add("disconnected"));
        using var link = bench.Engine.Engine.Link.Subscribe(report => order.Add(report.State.ToString()));

        bench.Engine.Transport.Become(new TransportState(Availability.Off, "down"));
        bench.Engine.Transport.Become(new TransportState(Availability.Off, "still down"));
        Assert.True(order.IndexOf("disconnected") < order.IndexOf("WaitingForAdapter"));
        Assert.Equal("""{"event":"disconnected"}""", bench.Events[^1].Result?.GetRawText());
        Assert.Equal(2, bench.Events.Count);
        Assert.Equal([2341], bench.Told.Skip(before).Select(message => message.Error?.Code));

        bench.Engine.Transport.Become(TransportState.On);
        bench.Engine.SightAndBecomeReady();
        Assert.Equal(LinkState.Ready, bench.Engine.State);
        Assert.NotNull(bench.Told[^1].Result);
    }

    [Fact]
    public async Task D20_A_permission_that_is_withdrawn_is_2340_and_parks_without_an_attempt()
    {
        await using var bench = await PimsBench.InitializedAsync();
        await bench.SubscribeAsync();
        bench.Engine.Transport.Become(new TransportState(Availability.NoPermission));
        bench.Engine.Pass(1000);
        PimsAssert.TellsError(Assert.Single(bench.Told.Skip(1)), 2340);
        Assert.Equal((0, 1), (bench.Engine.Transport.ConnectsTried, bench.Engine.Transport.ScansStarted));
        Assert.Equal("started", await bench.ServiceAsync());
    }

    [Fact]
    public async Task D20_Each_time_the_source_goes_it_is_told_anew()
    {
        await using var bench = await PimsBench.InitializedAsync();
        await bench.SubscribeAsync();
        for (var i = 0; i < 3; i++)
        {
            bench.Engine.Transport.Become(new TransportState(Availability.Off));
            bench.Engine.Transport.Become(TransportState.On);
        }

        Assert.Equal([2341, 2341, 2341], bench.Told.Skip(1).Select(message => message.Error?.Code));
    }

    [Fact]
    public async Task D21_L21_Invalid_data_are_2203_at_most_once_in_10_s_and_the_subscription_goes_on()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.SetAsync("pims.vehicle.timeout", """{"looseConnection":60000}""");
        var before = bench.Told.Count;
        for (var second = 0; second < 19; second++)
        {
            bench.Engine.Transport.Link.Frame(0x580, "0102");
            bench.Engine.Pass(1);
        }

        var errors = bench.Told.Skip(before).Where(message => message.Error is not null).ToList();
        Assert.Equal(2, errors.Count);
        PimsAssert.TellsError(errors[0], 2203, "Invalid return [Parsing error] ou [No data] ou [invalid Data]");
        bench.Engine.Transport.Link.Battery(soc: 12);
        Assert.Contains("\"value\":12", bench.Told[^1].ToJson());
    }

    [Fact]
    public async Task D21_Unknown_and_remote_frames_are_no_error()
    {
        await using var bench = await PimsBench.ReadyAsync();
        bench.Engine.Transport.Link.Frame(0x123, "0102");
        bench.Engine.Transport.Link.Frame(0x582, "FFFF000000000000");
        Assert.DoesNotContain(bench.Told, message => message.Error is not null);
    }

    [Fact]
    public async Task D22_Quantities_are_text_by_option()
    {
        await using var bench = await PimsBench.ReadyAsync(options: new PimsOptions { Quantities = QuantityForm.Text });
        var data = bench.Told[^1].Result!.Value.GetProperty("data");
        Assert.Equal("""{"unit":"%","value":"45"}""", data.GetProperty("batterySoc").GetRawText());
        Assert.Equal("""{"unit":"km","value":"8626.9"}""", data.GetProperty("totalOdometer").GetRawText());
    }

    [Fact]
    public async Task D33_A_loss_is_no_RESULT_and_get_keeps_the_last_object()
    {
        await using var bench = await PimsBench.ReadyAsync();
        var last = bench.Told[^1].Result?.GetRawText();
        var count = bench.Told.Count;
        bench.Engine.Pass(30);
        Assert.Equal(count, bench.Told.Count);
        PimsAssert.Succeeds(await bench.GetAsync(PimsBench.Informations, PimsBench.Action), last!);
    }

    [Fact]
    public async Task D33_After_the_reconnect_a_status_comes_only_if_it_differs()
    {
        await using var bench = await PimsBench.ReadyAsync(PimsBench.NewByStatus);
        bench.Engine.Pass(30);
        bench.Engine.SightAndBecomeReady();
        Assert.Equal(2, bench.Told.Count);
        bench.Engine.Pass(30);
        bench.Engine.Transport.Sight();
        bench.Engine.Transport.Link.Everything(Selector.Drive, ready: true, speed: 20);
        bench.Engine.Transport.Link.SayVin(AmiBus.Vin);
        Assert.Equal(3, bench.Told.Count);
    }

    [Fact]
    public async Task D18_After_a_loss_it_comes_back_by_itself_however_long_it_takes()
    {
        await using var bench = await PimsBench.ReadyAsync();
        bench.Engine.Pass(100_000);
        var before = bench.Told.Count;
        bench.Engine.SightAndBecomeReady();
        Assert.NotNull(bench.Told[before].Result);
        Assert.DoesNotContain(bench.Told, message => message.Error is not null);
    }

    [Fact]
    public async Task D8_Without_data_get_fails_with_2345()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.GetAsync(PimsBench.Informations, PimsBench.Action), 2345, "No data saved");
        await bench.SubscribeAsync();
        PimsAssert.Fails(await bench.GetAsync(PimsBench.Informations, PimsBench.Action), 2345);
    }

    [Fact]
    public async Task D8_With_data_get_succeeds_also_after_unsubscribe()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.Facade.Unsubscribe(PimsBench.Informations);
        PimsAssert.Succeeds(await bench.GetAsync(PimsBench.Informations, PimsBench.Action), Parked.Trim());
    }

    [Theory]
    [InlineData("{}", 2101)]
    [InlineData("""{"actionType":"remote"}""", 2102)]
    public async Task D7_Get_checks_its_action(string parameters, int code)
    {
        await using var bench = await PimsBench.ReadyAsync();
        PimsAssert.Fails(await bench.GetAsync(PimsBench.Informations, parameters), code);
    }

    [Fact]
    public async Task D23_What_the_link_cannot_give_is_unknown_null_or_false()
    {
        await using var bench = await PimsBench.ReadyAsync();
        var result = bench.Told[^1].Result!.Value;
        var data = result.GetProperty("data");
        Assert.Equal(("unknown", "unknown"), (data.GetProperty("systemState").GetString(), data.GetProperty("batteryState").GetString()));
        Assert.Equal("""{"unit":"min","value":null}""", data.GetProperty("chargeDelay").GetRawText());
        Assert.All(result.GetProperty("currentAlert").EnumerateObject(), alert => Assert.False(alert.Value.GetBoolean()));
    }

    [Fact]
    public async Task D24_receivedAt_is_when_the_update_came()
    {
        await using var bench = await PimsBench.ReadyAsync();
        bench.Engine.Pass(2.7);
        bench.Engine.Transport.Link.Battery();
        Assert.Equal("2026-01-02T03:04:07Z", bench.Told[^1].Result!.Value.GetProperty("receivedAt").GetString());
    }

    [Fact]
    public async Task D35_A_clock_that_is_set_moves_receivedAt_and_no_timeout()
    {
        await using var bench = await PimsBench.ReadyAsync();
        bench.Engine.Clock.SetUtcNow(EngineBench.Start.AddHours(-5));
        bench.Engine.Transport.Link.Battery();
        Assert.Equal("2026-01-01T22:04:05Z", bench.Told[^1].Result!.Value.GetProperty("receivedAt").GetString());
        bench.Engine.Pass(4.9);
        Assert.Equal(LinkState.Ready, bench.Engine.State);
    }

    [Fact]
    public async Task Nothing_of_an_earlier_subscription_is_told()
    {
        await using var bench = await PimsBench.ReadyAsync(PimsBench.NewByStatus);
        await bench.Facade.Unsubscribe(PimsBench.Informations);
        bench.Told.Clear();
        await bench.SubscribeAsync(PimsBench.NewByStatus);
        Assert.Equal(PimsStatus.Succeeded, Assert.Single(bench.Told).Status);
    }
}

using O2X.Actors.Storage;
using O2X.Links;
using O2X.TestKit;
using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>The calls of O2X that are one question or one order (sdk-reference 2.4 to 2.8).</summary>
public sealed class VehicleCallsSpecs
{
    private const string Timeout = "pims.vehicle.timeout";

    [Fact]
    public async Task D13_D31_The_timeouts_begin_with_their_defaults()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.GetAsync(Timeout), """{"scan":60000,"looseConnection":5000,"changeStatus":0}""");
    }

    [Theory]
    [InlineData("{}", """{"scan":60000,"looseConnection":5000,"changeStatus":0}""")]
    [InlineData("""{"scan":1}""", """{"scan":1,"looseConnection":5000,"changeStatus":0}""")]
    [InlineData("""{"scan":1e3,"changeStatus":1.0}""", """{"scan":1000,"looseConnection":5000,"changeStatus":1}""")]
    [InlineData(
        """{"scan":86400000,"looseConnection":86400000,"changeStatus":86400000}""",
        """{"scan":86400000,"looseConnection":86400000,"changeStatus":86400000}""")]
    [InlineData("""{"changeStatus":0,"looseConnection":1}""", """{"scan":60000,"looseConnection":1,"changeStatus":0}""")]
    public async Task L19_D13_What_is_given_is_set_and_the_rest_kept(string parameters, string after)
    {
        await using var bench = await PimsBench.InitializedAsync();
        var answer = await bench.SetAsync(Timeout, parameters);
        PimsAssert.Succeeds(answer);
        Assert.Null(answer.Result);
        PimsAssert.Succeeds(await bench.GetAsync(Timeout), after);
    }

    [Theory]
    [InlineData("""{"scan":0}""", "scan")]
    [InlineData("""{"scan":-1}""", "scan")]
    [InlineData("""{"scan":86400001}""", "scan")]
    [InlineData("""{"scan":1.5}""", "scan")]
    [InlineData("""{"scan":1e400}""", "scan")]
    [InlineData("""{"scan":"60000"}""", "scan")]
    [InlineData("""{"scan":null}""", "scan")]
    [InlineData("""{"scan":true}""", "scan")]
    [InlineData("""{"looseConnection":0,"scan":5}""", "looseConnection")]
    [InlineData("""{"changeStatus":-1,"scan":5}""", "changeStatus")]
    [InlineData("""{"changeStatus":null,"looseConnection":null}""", "looseConnection")]
    public async Task D13_Anything_else_fails_with_2102_and_none_is_taken(string parameters, string name)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.SetAsync(Timeout, parameters), 2102, $"Invalid {name} parameter");
        PimsAssert.Succeeds(await bench.GetAsync(Timeout), """{"scan":60000,"looseConnection":5000,"changeStatus":0}""");
    }

    [Fact]
    public async Task D13_It_takes_effect_on_a_scan_that_runs_counted_from_its_start()
    {
        await using var bench = await PimsBench.InitializedAsync();
        await bench.SubscribeAsync();
        bench.Engine.Pass(20);
        await bench.SetAsync(Timeout, """{"scan":30000}""");
        bench.Engine.Pass(9);
        Assert.Single(bench.Told);
        bench.Engine.Pass(1);
        PimsAssert.TellsError(bench.Told[^1], 2201);
    }

    [Fact]
    public async Task D10_get_vin_fails_with_2000_when_nothing_is_subscribed()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.GetAsync("pims.vehicle.vin"), 2000, "Unknown error");
    }

    [Theory]
    [InlineData("pims.vehicle.vin")]
    [InlineData("pims.vehicle.vin-O2X")]
    public async Task D10_L7_get_vin_gives_the_subscribed_VIN_also_while_scanning(string api)
    {
        await using var bench = await PimsBench.InitializedAsync();
        await bench.SubscribeAsync();
        PimsAssert.Succeeds(await bench.GetAsync(api), """{"vin":"VR1AB12C3D4567890"}""");
        await bench.Facade.Unsubscribe(PimsBench.Informations);
        PimsAssert.Fails(await bench.GetAsync(api), 2000);
    }

    [Theory]
    [InlineData("""{"services":["o2x"]}""", """{"services":[{"name":"o2x","status":"stopped"}]}""")]
    [InlineData("""{"services":"o2x"}""", """{"services":[{"name":"o2x","status":"stopped"}]}""")]
    [InlineData(
        """{"services":["o2x","sendtonav","tripsanddrive"]}""",
        """{"services":[{"name":"o2x","status":"stopped"},{"name":"sendtonav","status":"notLoaded"},{"name":"tripsanddrive","status":"notLoaded"}]}""")]
    public async Task D27_L22_Services_tell_their_state(string parameters, string result)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.GetAsync("pims.vehicle.services", parameters), result);
    }

    [Theory]
    [InlineData("{}", 2101)]
    [InlineData("""{"services":null}""", 2101)]
    [InlineData("""{"services":[]}""", 2101)]
    [InlineData("""{"services":["o2x","trips"]}""", 2102)]
    [InlineData("""{"services":[7]}""", 2102)]
    [InlineData("""{"services":{"o2x":true}}""", 2102)]
    public async Task D27_Services_are_checked(string parameters, int code)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.GetAsync("pims.vehicle.services", parameters), code, $"{(code == 2101 ? "Missing" : "Invalid")} services parameter");
    }

    [Fact]
    public async Task D27_o2x_is_started_from_SUCCEEDED_to_the_end()
    {
        await using var bench = await PimsBench.InitializedAsync();
        await bench.SubscribeAsync();
        Assert.Equal("started", await bench.ServiceAsync());
        bench.Engine.SightAndBecomeReady();
        bench.Engine.Pass(20);
        Assert.Equal("started", await bench.ServiceAsync());
        await bench.Facade.Unsubscribe(PimsBench.Informations);
        Assert.Equal("stopped", await bench.ServiceAsync());
    }

    [Fact]
    public async Task L18_D25_cleardata_empties_the_cache_and_nothing_else()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.SetAsync(Timeout, """{"scan":7000}""");
        var answer = await bench.SetAsync("pims.vehicle.cleardata");
        PimsAssert.Succeeds(answer);
        Assert.Null(answer.Result);
        PimsAssert.Fails(await bench.GetAsync(PimsBench.Informations, PimsBench.Action), 2345);
        Assert.Equal(LinkState.Ready, bench.Engine.State);
        Assert.NotNull(bench.Engine.Engine.Remembered);
        Assert.Equal(7, bench.Engine.Engine.Timeouts.Scan.TotalSeconds);
        bench.Engine.Transport.Link.Battery();
        PimsAssert.Succeeds(await bench.GetAsync(PimsBench.Informations, PimsBench.Action));
    }

    [Fact]
    public async Task D26_L20_Unsubscribe_succeeds_once_the_link_is_closed()
    {
        await using var bench = await PimsBench.ReadyAsync();
        bench.Engine.Transport.Close.Hangs = true;
        var answer = bench.Facade.Unsubscribe(PimsBench.Informations);
        Assert.False(answer.IsCompleted);
        bench.Engine.Transport.Recover();
        PimsAssert.Succeeds(await answer);
        bench.Engine.AssertNothingIsOpen();
        PimsAssert.Fails(await bench.Facade.Unsubscribe(PimsBench.Informations), 2365);
    }

    [Fact]
    public async Task D26_No_RESULT_comes_after_it()
    {
        await using var bench = await PimsBench.ReadyAsync();
        var count = bench.Told.Count;
        bench.Engine.Transport.Close.Hangs = true;
        var answer = bench.Facade.Unsubscribe(PimsBench.Informations);
        bench.Engine.Transport.Link.Battery(soc: 1);
        bench.Engine.Transport.Recover();
        await answer;
        Assert.Equal(count, bench.Told.Count);
    }

    [Theory]
    [InlineData("low", false)]
    [InlineData("high", true)]
    public async Task The_log_level_high_logs_sightings(string level, bool logged)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.SetAsync("pims.vehicle.configuration", $$$"""{"monitoring":{"loglevel":"{{{level}}}"}}"""));
        Assert.Equal(logged, bench.Engine.Engine.LogsSightings);
    }

    [Fact]
    public async Task What_a_scan_hears_is_logged_at_high_only()
    {
        var logger = new RecordingLogger();
        await using var engine = new EngineBench(logger: logger);
        await using var bench = new PimsBench(engine: engine);
        await bench.Facade.Initialize();
        await bench.SubscribeAsync();
        engine.Transport.Sight("beside\nme");
        Assert.DoesNotContain(logger.Lines, line => line.Event.Name == "Heard");

        await bench.SetAsync("pims.vehicle.configuration", """{"monitoring":{"loglevel":"high"}}""");
        engine.Transport.Link.End(new LinkFault(LinkLossReason.LinkLoss));
        engine.Pass(2);
        engine.Transport.Sight("beside\nme");
        Assert.Contains(logger.Lines, line => line is { Event.Name: "Heard", Text: "Heard beside?me (null), (null) dBm: Candidate" });
    }

    [Fact]
    public async Task D7_A9_The_log_level_is_also_taken_as_the_samples_spell_it()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.SetAsync("pims.vehicle.configuration", """{"monitoring":{"logLevel":"high"}}"""));
        Assert.True(bench.Engine.Engine.LogsSightings);
    }

    [Theory]
    [InlineData("{}", 2101, "Missing monitoring parameter")]
    [InlineData("""{"monitoring":{}}""", 2101, "Missing monitoring.loglevel parameter")]
    [InlineData("""{"monitoring":"high"}""", 2102, "Invalid monitoring parameter")]
    [InlineData("""{"monitoring":{"loglevel":"medium"}}""", 2102, "Invalid monitoring.loglevel parameter")]
    public async Task The_configuration_is_checked(string parameters, int code, string label)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.SetAsync("pims.vehicle.configuration", parameters), code, label);
    }
}

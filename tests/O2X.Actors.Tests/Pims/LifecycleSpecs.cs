using O2X.TestKit;
using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>initialize and release (sdk-reference 1.3, decisions.md D11).</summary>
public sealed class LifecycleSpecs
{
    [Theory]
    [InlineData("pims.vehicle.informations")]
    [InlineData("pims.vehicle.vin")]
    [InlineData("pims.sdk.version")]
    [InlineData("no such thing")]
    public async Task D11_A_call_before_initialize_fails_with_2001(string api)
    {
        await using var bench = new PimsBench();
        PimsAssert.Fails(await bench.Facade.Get(api), 2001, "Facade not initialized");
        PimsAssert.Fails(await bench.Facade.Set(api), 2001);
        PimsAssert.Fails(await bench.Facade.Subscribe(api, null, _ => { }), 2001);
        PimsAssert.Fails(await bench.Facade.Unsubscribe(api), 2001);
    }

    [Fact]
    public async Task D11_Initialize_needs_no_parameter()
    {
        await using var bench = new PimsBench();
        PimsAssert.Succeeds(await bench.Facade.Initialize());
        PimsAssert.Succeeds(await bench.GetAsync("pims.sdk.version"));
    }

    [Fact]
    public async Task D11_Initialize_twice_fails_with_2007()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.Facade.Initialize(), 2007, "Facade already initialized");
    }

    [Theory]
    [InlineData("""{"environnement":"Production"}""")]
    [InlineData("""{"environnement":"Preproduction"}""")]
    [InlineData("""{"environnement":"development"}""")]
    [InlineData("""{"mode":"B2C"}""")]
    [InlineData("""{"mode":"B2B"}""")]
    [InlineData("""{"monitoring":{"logLevel":"none"}}""")]
    [InlineData("""{"monitoring":{"logLevel":"low"}}""")]
    [InlineData("""{"monitoring":{"logLevel":"medium"}}""")]
    [InlineData("""{"monitoring":{"loglevel":"high"}}""")]
    [InlineData("""{"monitoring":{"newLogFile":"appLaunch"}}""")]
    [InlineData("""{"monitoring":{"newLogFile":"day"}}""")]
    [InlineData("""{"monitoring":{"newLogFile":"duration","newLogTimeDuration":5}}""")]
    [InlineData("""{"monitoring":{"newLogFile":"duration","newLogTimeDuration":1440}}""")]
    [InlineData("""{"credential":{"clientID":"a","clientId":"a","clientSecret":"b","macID":"c","inWeboURL":"d","webviewsRedirectURI":"e","loginRedirectURI":"f"}}""")]
    [InlineData("""{"profile":{"brand":"Peugeot"}}""")]
    [InlineData("""{"profile":{"brand":"CITROEN"}}""")]
    [InlineData("""{"profile":{"brand":"ds"}}""")]
    [InlineData("""{"profile":{"brand":"opel"}}""")]
    [InlineData("""{"profile":{"brand":"Vauxhall"}}""")]
    [InlineData("""{"environnement":null,"monitoring":null}""")]
    public async Task D11_Initialize_takes_the_documented_parameters(string parameters)
    {
        await using var bench = new PimsBench();
        PimsAssert.Succeeds(await bench.Facade.Initialize(PimsParameters.Parse(parameters)));
    }

    [Theory]
    [InlineData("""{"environnement":"production"}""", 2102, "Invalid environnement parameter")]
    [InlineData("""{"environnement":1}""", 2102, "Invalid environnement parameter")]
    [InlineData("""{"mode":"b2c"}""", 2102, "Invalid mode parameter")]
    [InlineData("""{"monitoring":"high"}""", 2102, "Invalid monitoring parameter")]
    [InlineData("""{"monitoring":{"logLevel":"loud"}}""", 2102, "Invalid monitoring.logLevel parameter")]
    [InlineData("""{"monitoring":{"newLogFile":"week"}}""", 2102, "Invalid monitoring.newLogFile parameter")]
    [InlineData("""{"monitoring":{"newLogFile":"duration"}}""", 2101, "Missing monitoring.newLogTimeDuration parameter")]
    [InlineData("""{"monitoring":{"newLogFile":"duration","newLogTimeDuration":4}}""", 2102, "Invalid monitoring.newLogTimeDuration parameter")]
    [InlineData("""{"monitoring":{"newLogFile":"duration","newLogTimeDuration":1441}}""", 2102, "Invalid monitoring.newLogTimeDuration parameter")]
    [InlineData("""{"monitoring":{"newLogFile":"duration","newLogTimeDuration":5.5}}""", 2102, "Invalid monitoring.newLogTimeDuration parameter")]
    [InlineData("""{"credential":{"clientID":7}}""", 2102, "Invalid credential.clientID parameter")]
    [InlineData("""{"profile":{"brand":"Fiat"}}""", 2102, "Invalid profile.brand parameter")]
    public async Task D11_Initialize_refuses_others_and_is_then_not_initialized(string parameters, int code, string label)
    {
        await using var bench = new PimsBench();
        PimsAssert.Fails(await bench.Facade.Initialize(PimsParameters.Parse(parameters)), code, label);
        PimsAssert.Fails(await bench.GetAsync("pims.sdk.version"), 2001);
    }

    [Fact]
    public async Task D11_Release_ends_everything_and_keeps_vehicle_and_cache()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.SubscribeToEventsAsync();
        var told = bench.Told.Count;

        PimsAssert.Succeeds(await bench.Facade.Release());
        bench.Engine.AssertNothingIsOpen();
        Assert.Equal((told, 1), (bench.Told.Count, bench.Events.Count));
        PimsAssert.Fails(await bench.GetAsync(PimsBench.Informations, PimsBench.Action), 2001);
        PimsAssert.Fails(await bench.Facade.Release(), 2001);

        await bench.Facade.Initialize();
        PimsAssert.Succeeds(await bench.GetAsync(PimsBench.Informations, PimsBench.Action));
        PimsAssert.Succeeds(await bench.SubscribeAsync(PimsBench.Known));
    }

    [Fact]
    public async Task Initialize_and_release_call_back_once_each()
    {
        await using var bench = new PimsBench();
        var told = new List<PimsMessage>();
        await bench.Facade.Initialize(null, told.Add);
        await bench.Facade.Release(told.Add);
        Assert.Equal([PimsStatus.Succeeded, PimsStatus.Succeeded], told.Select(message => message.Status));
    }
}

using O2X.Links;
using O2X.TestKit;
using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>subscribe pims.vehicle.informations: what is accepted and what is not (sdk-reference 2.1).</summary>
public sealed class SubscribeInformationsSpecs
{
    [Fact]
    public async Task D1_Succeeds_before_anything_was_found()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.SubscribeAsync());
        Assert.Equal(LinkState.Scanning, bench.Engine.State);
        Assert.Single(bench.Told);
    }

    [Fact]
    public async Task D2_A_scan_timeout_is_one_RESULT_with_2201_and_the_end()
    {
        await using var bench = await PimsBench.InitializedAsync();
        await bench.SubscribeAsync();
        bench.Engine.Pass(60);

        PimsAssert.TellsError(bench.Told[^1], 2201, "Timeout");
        Assert.Equal(2, bench.Told.Count);
        bench.Engine.AssertNothingIsOpen();
        Assert.Equal("stopped", await bench.ServiceAsync());
        PimsAssert.Succeeds(await bench.SubscribeAsync());
        Assert.Equal("started", await bench.ServiceAsync());
    }

    [Fact]
    public async Task D2_Whoever_is_told_2201_can_subscribe_at_once()
    {
        await using var bench = await PimsBench.InitializedAsync();
        Task<PimsMessage>? again = null;
        await bench.Facade.Subscribe(PimsBench.Informations, PimsParameters.Parse(PimsBench.New), message =>
        {
            if (message.Error?.Code == 2201) again = bench.SubscribeAsync();
        });
        bench.Engine.Pass(60);
        PimsAssert.Succeeds(await again!);
    }

    [Fact]
    public async Task L4_The_remembered_vehicle_is_sought_without_a_timeout()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.Facade.Unsubscribe(PimsBench.Informations);
        await bench.SubscribeAsync(PimsBench.Known);
        bench.Engine.Pass(100_000);
        Assert.Equal(LinkState.Scanning, bench.Engine.State);
        Assert.DoesNotContain(bench.Told, message => message.Error is not null);
    }

    [Fact]
    public async Task D3_A_second_one_of_the_same_facade_fails_with_2005()
    {
        await using var bench = await PimsBench.ReadyAsync();
        PimsAssert.Fails(await bench.Facade.Subscribe(PimsBench.Informations, PimsParameters.Parse(PimsBench.New), _ => { }), 2005, "Duplicate command");
        PimsAssert.Fails(
            await bench.SubscribeAsync("""{"actionType":"O2X","vin":"VR1AB12C3D4567891","reception":"information","firstTime":true}"""), 2005);
        Assert.Equal(LinkState.Ready, bench.Engine.State);
    }

    [Fact]
    public async Task D3_One_of_somebody_elses_fails_with_2339()
    {
        await using var bench = await PimsBench.InitializedAsync();
        await bench.Engine.BecomeReadyAsync();
        PimsAssert.Fails(await bench.SubscribeAsync(), 2339, "Service already started");
        Assert.Equal(LinkState.Ready, bench.Engine.State);
    }

    [Fact]
    public async Task D3_Another_facade_fails_with_2339_but_may_get_and_hear_events_and_not_unsubscribe()
    {
        await using var first = await PimsBench.ReadyAsync();
        await using var second = new PimsBench(engine: first.Engine);
        await second.Facade.Initialize();

        PimsAssert.Fails(await second.SubscribeAsync(), 2339);
        PimsAssert.Succeeds(await second.GetAsync(PimsBench.Informations, PimsBench.Action));
        PimsAssert.Succeeds(await second.SubscribeToEventsAsync());
        PimsAssert.Fails(await second.Facade.Unsubscribe(PimsBench.Informations), 2365);
        Assert.Equal(LinkState.Ready, first.Engine.State);
    }

    [Theory]
    [InlineData("""{"actionType":"O2X","reception":"status","firstTime":true}""")]
    [InlineData("""{"actionType":"O2X","vin":null,"reception":"status","firstTime":true}""")]
    public async Task D4_L5_A_new_vehicle_needs_a_VIN(string request)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.SubscribeAsync(request), 2101, "Missing vin parameter");
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"VR1AB12C3D45678909\"")]
    [InlineData("\"VR1AB12C3D456789\"")]
    [InlineData("\"VR1AB12C3D456789O\"")]
    [InlineData("\"VR1AB12C3D456789I\"")]
    [InlineData("\"VR1AB12C3D456789Q\"")]
    [InlineData("\"VR1AB12C3D456789Ä\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("12345678901234567")]
    [InlineData("[]")]
    public async Task D4_A_malformed_VIN_is_refused(string vin)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(
            await bench.SubscribeAsync($$"""{"actionType":"O2X","vin":{{vin}},"reception":"status","firstTime":true}"""), 2102, "Invalid vin parameter");
    }

    [Theory]
    [InlineData("VR1AB12C3D4567890")]
    [InlineData("  vr1ab12c3d4567890 ")]
    public async Task D4_A_VIN_is_trimmed_and_put_into_capitals(string vin)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.SubscribeAsync($$"""{"actionType":"O2X","vin":"{{vin}}","reception":"status","firstTime":true}"""));
        PimsAssert.Succeeds(await bench.GetAsync("pims.vehicle.vin"), """{"vin":"VR1AB12C3D4567890"}""");
    }

    [Fact]
    public async Task D5_Nothing_remembered_fails_with_2010()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.SubscribeAsync(PimsBench.Known), 2010, "vin not set");
    }

    [Theory]
    [InlineData("VR1AB12C3D4567890", null)]
    [InlineData("VR1AB12C3D4567891", 2102)]
    [InlineData("nonsense", 2102)]
    public async Task D6_With_the_remembered_vehicle_only_its_own_VIN_is_taken(string vin, int? code)
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.Facade.Unsubscribe(PimsBench.Informations);
        var answer = await bench.SubscribeAsync($$"""{"actionType":"O2X","vin":"{{vin}}","reception":"status","firstTime":false}""");
        if (code is null) PimsAssert.Succeeds(answer);
        else PimsAssert.Fails(answer, code.Value, "Invalid vin parameter");
    }

    [Fact]
    public async Task D32_A_new_vehicle_that_is_not_found_costs_the_old_one_nothing()
    {
        await using var bench = await PimsBench.ReadyAsync();
        await bench.Facade.Unsubscribe(PimsBench.Informations);
        await bench.SubscribeAsync("""{"actionType":"O2X","vin":"VR1AB12C3D4567891","reception":"status","firstTime":true}""");
        bench.Engine.Pass(60);
        PimsAssert.TellsError(bench.Told[^1], 2201);
        PimsAssert.Succeeds(await bench.SubscribeAsync(PimsBench.Known));
        PimsAssert.Succeeds(await bench.GetAsync("pims.vehicle.vin"), """{"vin":"VR1AB12C3D4567890"}""");
    }

    [Theory]
    [InlineData(Availability.Off, 2341, "CAN interface need to be activated on the phone")]
    [InlineData(Availability.Absent, 2341, "CAN interface need to be activated on the phone")]
    [InlineData(Availability.Unsuitable, 2341, "CAN interface need to be activated on the phone")]
    [InlineData(Availability.NoPermission, 2340, "CAN interface need to be granted")]
    public async Task L16_A_source_that_is_not_usable_fails(Availability availability, int code, string label)
    {
        await using var bench = await PimsBench.InitializedAsync();
        bench.Engine.Transport.Become(new TransportState(availability));
        PimsAssert.Fails(await bench.SubscribeAsync(), code, label);
        bench.Engine.AssertNothingIsOpen();
    }

    [Fact]
    public async Task L16_On_a_radio_Bluetooth_is_named()
    {
        await using var bench = await PimsBench.InitializedAsync(kind: TransportKind.Bluetooth);
        bench.Engine.Transport.Become(new TransportState(Availability.Off));
        PimsAssert.Fails(await bench.SubscribeAsync(), 2341, "Bluetooth need to be activated on the phone");
        bench.Engine.Transport.Become(new TransportState(Availability.NoPermission));
        PimsAssert.Fails(await bench.SubscribeAsync(), 2340, "Bluetooth need to be granted");
    }

    [Theory]
    [InlineData("{}", 2101, "Missing actionType parameter")]
    [InlineData("""{"actionType":"O2X"}""", 2101, "Missing reception parameter")]
    [InlineData("""{"actionType":"O2X","reception":"status"}""", 2101, "Missing firstTime parameter")]
    [InlineData("""{"actionType":"02X","reception":"status","firstTime":false}""", 2102, "Invalid actionType parameter")]
    [InlineData("""{"actionType":"o2x","reception":"status","firstTime":false}""", 2102, "Invalid actionType parameter")]
    [InlineData("""{"actionType":7,"reception":"status","firstTime":false}""", 2102, "Invalid actionType parameter")]
    [InlineData("""{"actionType":"O2X","reception":"all","firstTime":false}""", 2102, "Invalid reception parameter")]
    [InlineData("""{"actionType":"O2X","reception":"status","firstTime":"yes"}""", 2102, "Invalid firstTime parameter")]
    [InlineData("""{"actionType":"O2X","reception":"status","firstTime":1}""", 2102, "Invalid firstTime parameter")]
    [InlineData("""{"actionType":"?","reception":"?","firstTime":"?"}""", 2102, "Invalid actionType parameter")]
    [InlineData("""{"actionType":"?","firstTime":true}""", 2101, "Missing vin parameter")]
    [InlineData("""{"reception":"?","firstTime":true,"vin":"?"}""", 2101, "Missing actionType parameter")]
    public async Task D7_D34_What_is_missing_is_named_before_what_is_invalid(string request, int code, string label)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.SubscribeAsync(request), code, label);
    }

    [Fact]
    public async Task D34_Parameters_come_before_the_duplicate_and_that_before_what_is_remembered()
    {
        await using var bench = await PimsBench.ReadyAsync();
        PimsAssert.Fails(await bench.SubscribeAsync("""{"actionType":"O2X"}"""), 2101);
        PimsAssert.Fails(
            await bench.SubscribeAsync("""{"actionType":"O2X","vin":"VR1AB12C3D4567891","reception":"status","firstTime":false}"""), 2102);
        bench.Engine.Transport.Become(new TransportState(Availability.Off));
        PimsAssert.Fails(await bench.SubscribeAsync(), 2005);
    }

    [Theory]
    [InlineData("fistTime")]
    [InlineData("firstime")]
    public async Task D7_A1_The_documented_misspellings_are_taken(string firstTime)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.SubscribeAsync(
            $$"""{"actionType":"O2X","VIN":"{{PimsBench.Vin}}","reception":"status","{{firstTime}}":"true"}"""));
    }

    [Theory]
    [InlineData("pims.vehicle.informations-O2X")]
    [InlineData("pims.vehicle.informations-o2x")]
    public async Task D7_The_name_of_the_documentations_page_is_taken(string api)
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.Facade.Subscribe(api, PimsParameters.Parse(PimsBench.New), bench.Told.Add));
        PimsAssert.Succeeds(await bench.Facade.Unsubscribe(api));
    }

    [Fact]
    public async Task D7_Unknown_keys_are_ignored_and_logged_once()
    {
        await using var bench = await PimsBench.InitializedAsync();
        for (var i = 0; i < 3; i++) await bench.GetAsync(PimsBench.Informations, """{"actionType":"O2X","colour":"blue"}""");
        Assert.Equal("The parameter colour of pims.vehicle.informations is not known and is ignored", Assert.Single(bench.Logger.Lines).Text);
    }

    [Fact]
    public async Task Takes_the_published_sample_of_the_tutorial_as_it_stands()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Succeeds(await bench.Facade.Subscribe(
            "pims.vehicle.informations",
            PimsParameters.From(new Dictionary<string, object?>
            {
                ["actionType"] = "O2X",
                ["VIN"] = "VR1AB12C3D4567890",
                ["reception"] = "status",
                ["fistTime"] = "true",
            }),
            bench.Told.Add));
    }
}

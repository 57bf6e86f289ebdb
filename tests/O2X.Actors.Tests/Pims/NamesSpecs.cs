using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>Which names and methods there are (decisions.md D12).</summary>
public sealed class NamesSpecs
{
    public static TheoryData<PimsMethod, string> NotSupported => new()
    {
        { PimsMethod.Get, "" },
        { PimsMethod.Get, "pims.vehicle.information" },
        { PimsMethod.Get, "PIMS.vehicle.vin" },
        { PimsMethod.Get, "pims.vehicle.timeout-O2X" },
        { PimsMethod.Get, "pims.vehicle.configuration" },
        { PimsMethod.Set, "pims.vehicle.vin" },
        { PimsMethod.Set, "pims.vehicle.informations" },
        { PimsMethod.Subscribe, "pims.vehicle.vin" },
        { PimsMethod.Unsubscribe, "pims.vehicle.timeout" },
        { PimsMethod.Get, "-O2X" },
    };

    [Theory]
    [MemberData(nameof(NotSupported))]
    public async Task D12_A_name_that_is_none_fails_with_2002(PimsMethod method, string api) =>
        PimsAssert.Fails(await CallAsync(method, api), 2002, "API not supported");

    [Theory]
    [InlineData("pims.vehicle.trips", "TripNDrive not loaded")]
    [InlineData("pims.vehicle.destination", "SendToNav not loaded")]
    [InlineData("pims.vehicle.carkey", "Carkey not loaded")]
    [InlineData("pims.authentication.otp", "StrongAuthentication not loaded")]
    [InlineData("pims.vehicle.command", "LongRangeRemoteRemote not loaded")]
    public async Task D12_One_of_another_component_fails_with_2003(string api, string label)
    {
        foreach (var method in Enum.GetValues<PimsMethod>()) PimsAssert.Fails(await CallAsync(method, api), 2003, label);
    }

    [Fact]
    public async Task D12_Is_checked_before_the_parameters()
    {
        await using var bench = await PimsBench.InitializedAsync();
        PimsAssert.Fails(await bench.SetAsync("pims.vehicle.vin", """{"actionType":7}"""), 2002);
    }

    [Fact]
    public async Task Every_call_is_carried_out()
    {
        foreach (var api in PimsApis.All) Assert.NotEqual("Unknown error, logged", await LoggedAsync(api));
    }

    private static async Task<string> LoggedAsync(PimsApi api)
    {
        await using var bench = await PimsBench.InitializedAsync();
        await CallAsync(bench, api.Method, api.Name);
        return bench.Logger.Lines.Any(line => line.Event.Name == "PimsCallFailed") ? "Unknown error, logged" : "";
    }

    private static async Task<PimsMessage> CallAsync(PimsMethod method, string api)
    {
        await using var bench = await PimsBench.InitializedAsync();
        return await CallAsync(bench, method, api);
    }

    private static Task<PimsMessage> CallAsync(PimsBench bench, PimsMethod method, string api) => method switch
    {
        PimsMethod.Get => bench.Facade.Get(api),
        PimsMethod.Set => bench.Facade.Set(api),
        PimsMethod.Subscribe => bench.Facade.Subscribe(api, null, _ => { }),
        _ => bench.Facade.Unsubscribe(api),
    };
}

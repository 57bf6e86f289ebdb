namespace O2X.Gateway.Tests.Pages;

public class HomeTests
{
    [Fact]
    public async Task Shows_the_charge_in_the_first_answer()
    {
        await using var host = await GatewayHost.StartReadyAsync();
        var page = await host.Client.GetStringAsync("/");

        Assert.Contains($"{host.View.Snapshot!.Value.StateOfCharge} %", page, StringComparison.Ordinal);
    }
}

using AngleSharp.Dom;
using Bunit;
using MudBlazor;
using O2X.Gateway.Pages.Parts;
using O2X.Simulator;

namespace O2X.Gateway.Tests.Pages.Parts;

public class SubscribeDialogTests
{
    [Fact]
    public async Task Subscribes_for_the_first_time()
    {
        await using var bench = await PageBench.StartAsync();
        await bench.Host.Owner.UnsubscribeAsync();
        var page = await bench.OpenAsync<SubscribeDialog>();

        await page.Find("#subscribe-vin").InputAsync(SimulatedWorld.DefaultVin.Full.ToLowerInvariant());
        await page.Find("input[type=checkbox]").ChangeAsync(true);
        await page.Find("form").SubmitAsync();
        bench.Becomes(page, () => Assert.Empty(page.FindAll("form")));
        Assert.True(bench.Host.Owner.Subscription is { FirstTime: true, IsOwn: false });
        Assert.Equal(SimulatedWorld.DefaultVin, bench.Host.View.SubscribedVin);
    }

    [Theory]
    [InlineData("VR1", "A VIN has 17 characters of A-Z and 0-9 without I, O and Q.")]
    [InlineData("VR1AB12C3D4567891", "Another vehicle is remembered (VR1**********7890). Subscribe for the first time to take the new one.")]
    public async Task Says_why_it_is_refused(string vin, string expected)
    {
        await using var bench = await PageBench.StartReadyAsync();
        await bench.Host.Owner.UnsubscribeAsync();
        var page = await bench.OpenAsync<SubscribeDialog>();

        await page.Find("#subscribe-vin").InputAsync(vin);
        await page.Find("form").SubmitAsync();
        bench.Becomes(page, () => Assert.Equal(expected, page.Find("[role=alert]").Text().Trim()));
        Assert.NotEmpty(page.FindAll("form"));
    }

    [Fact]
    public async Task Says_that_there_is_a_subscription_already()
    {
        await using var bench = await PageBench.StartReadyAsync();
        var page = await bench.OpenAsync<SubscribeDialog>();

        await page.Find("form").SubmitAsync();
        bench.Becomes(page, () => Assert.Equal("A vehicle is subscribed to already. Unsubscribe first.", page.Find("[role=alert]").Text().Trim()));
    }
}

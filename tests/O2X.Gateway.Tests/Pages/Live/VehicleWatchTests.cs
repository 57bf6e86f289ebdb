using O2X.Gateway.Feed;
using O2X.Gateway.Pages.Live;

namespace O2X.Gateway.Tests.Pages.Live;

public class VehicleWatchTests
{
    [Fact]
    public async Task Ticks_each_second_while_somebody_follows()
    {
        await using var host = await GatewayHost.StartAsync();
        using var watch = new VehicleWatch(host.Vehicle, host.Feed, host.Clock);
        var ticks = 0;
        var following = watch.Follow(told => ticks += told.Count == 0 ? 1 : 0);

        host.Pass(5);
        Assert.Equal(5, ticks);
        following.Dispose();
        host.Pass(5);
        Assert.Equal(5, ticks);
    }

    [Fact]
    public async Task Has_one_listener_for_all_and_none_for_nobody()
    {
        await using var host = await GatewayHost.StartAsync();
        var before = host.Feed.Listeners;
        using var watch = new VehicleWatch(host.Vehicle, host.Feed, host.Clock);
        Assert.Equal(before, host.Feed.Listeners);

        var first = watch.Follow(_ => { });
        var second = watch.Follow(_ => { });
        Assert.Equal(before + 1, host.Feed.Listeners);
        first.Dispose();
        Assert.Equal(before + 1, host.Feed.Listeners);
        second.Dispose();
        Assert.Equal(before, host.Feed.Listeners);
    }

    [Fact]
    public async Task Begins_again_for_who_comes_later()
    {
        await using var host = await GatewayHost.StartAsync();
        using var watch = new VehicleWatch(host.Vehicle, host.Feed, host.Clock);
        watch.Follow(_ => { }).Dispose();
        var told = new TaskCompletionSource<IReadOnlyList<FeedRecord>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var following = watch.Follow(records =>
        {
            if (records.Count > 0) told.TrySetResult(records);
        });

        host.BecomeReady();
        Assert.NotEmpty(await told.Task);
    }
}

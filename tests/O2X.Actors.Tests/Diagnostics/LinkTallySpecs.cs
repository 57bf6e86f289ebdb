using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Tests.Diagnostics;

public class LinkTallySpecs
{
    public static TheoryData<string, Func<EngineBench, Task>, string> Attempts => new()
    {
        { "becomes ready", bench => bench.BecomeReadyAsync(), "ready 1" },
        { "is under way", bench => SightAsync(bench), "" },
        { "connecting fails", bench => SightAsync(bench, transport => transport.Connect.Fail(LinkLossReason.LinkLoss)), "failed 1" },
        { "connecting hangs", async bench =>
            {
                await SightAsync(bench, transport => transport.Connect.Hangs = true);
                bench.Pass(10);
            }, "failed 1" },
        { "connecting fails when the search is over", async bench =>
            {
                await SightAsync(bench, transport => transport.Connect.Hangs = true);
                await bench.Engine.SetTimeoutsAsync(scan: TimeSpan.FromSeconds(5));
                bench.Pass(10);
            }, "failed 1" },
        { "verifying takes too long", async bench =>
            {
                await SightAsync(bench);
                bench.Pass(10);
            }, "failed 1" },
        { "the source goes", async bench =>
            {
                await SightAsync(bench);
                bench.Transport.Become(new TransportState(Availability.Off));
            }, "failed 1" },
        { "the source goes and comes while it is closed", async bench =>
            {
                await SightAsync(bench, transport => transport.Close.Hangs = true);
                bench.Transport.Become(new TransportState(Availability.Off));
                bench.Transport.Become(TransportState.On);
                bench.Transport.Recover();
            }, "failed 1" },
        { "the link ends", async bench =>
            {
                await SightAsync(bench);
                bench.Transport.Link.End(new LinkFault(LinkLossReason.PeerTerminated));
            }, "failed 1" },
        { "its actor crashes", async bench =>
            {
                await SightAsync(bench);
                bench.Crash("link");
            }, "failed 1" },
        { "it is another vehicle", async bench =>
            {
                await SightAsync(bench);
                bench.Transport.Link.SayVin(AmiBus.OtherVin);
            }, "wrongVehicle 1" },
        { "it is unsubscribed", async bench =>
            {
                await SightAsync(bench);
                await bench.Engine.UnsubscribeAsync();
            }, "cancelled 1" },
        { "it is unsubscribed after one that failed", async bench =>
            {
                await SightAsync(bench, transport => transport.Connect.Fail(LinkLossReason.LinkLoss));
                bench.Transport.Recover();
                bench.Pass(2);
                bench.Transport.Sight();
                await bench.Engine.UnsubscribeAsync();
            }, "failed 1, cancelled 1" },
        { "the source comes to its end", async bench =>
            {
                await SightAsync(bench);
                bench.Transport.Link.End(new LinkFault(LinkLossReason.EndOfSource));
            }, "cancelled 1" },
        { "it becomes ready after three that failed", async bench =>
            {
                await SightAsync(bench, transport => transport.Connect.Fail(LinkLossReason.LinkLoss));
                for (var i = 0; i < 2; i++)
                {
                    bench.Pass(8);
                    bench.Transport.Sight();
                }

                bench.Transport.Recover();
                bench.Pass(8);
                bench.SightAndBecomeReady();
            }, "ready 1, failed 3" },
    };

    public static TheoryData<string, Action<EngineBench>, string> Losses => new()
    {
        { "nothing happens", _ => { }, "" },
        { "the bus falls silent", bench => bench.Pass(6), "busSilent 1" },
        { "the link ends", bench => bench.Transport.Link.End(new LinkFault(LinkLossReason.LinkLoss)), "linkLoss 1" },
        { "the source goes", bench => bench.Transport.Become(new TransportState(Availability.Absent)), "adapterOff 1" },
        { "permission goes", bench => bench.Transport.Become(new TransportState(Availability.NoPermission)), "permissionMissing 1" },
        { "another vehicle is heard", bench =>
            {
                // One that is heard once may be garbled.
                bench.Transport.Link.SayVin(AmiBus.OtherVin);
                bench.Transport.Link.SayVin(AmiBus.OtherVin);
            }, "wrongVehicle 1" },
        { "its actor crashes", bench => bench.Crash("link"), "unknown 1" },
        { "the VIN is heard again", bench => bench.Transport.Link.SayVin(AmiBus.Vin), "" },
        { "it is unsubscribed", bench => bench.Engine.UnsubscribeAsync(), "" },
        { "the source comes to its end", bench => bench.Transport.Link.End(new LinkFault(LinkLossReason.EndOfSource)), "" },
        { "it is lost twice", bench =>
            {
                bench.Transport.Link.End(new LinkFault(LinkLossReason.LinkLoss));
                bench.SightAndBecomeReady();
                bench.Transport.Link.End(new LinkFault(LinkLossReason.LinkLoss));
            }, "linkLoss 2" },
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task Counts_an_attempt_when(string story, Func<EngineBench, Task> happen, string expected)
    {
        var name = Named("attempt", story);
        await using var bench = new EngineBench(new EngineOptions { Seed = 1, Name = name });

        await happen(bench);

        Assert.Equal(expected, Counts(name, "o2x.link.attempts outcome="));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Counts_a_loss_when(string story, Action<EngineBench> happen, string expected)
    {
        var name = Named("loss", story);
        await using var bench = new EngineBench(new EngineOptions { Seed = 1, Name = name });
        await bench.BecomeReadyAsync();

        happen(bench);

        Assert.Equal(expected, Counts(name, "o2x.link.losses reason="));
        Assert.Equal(bench.Events.Items.Count, Of(name, "o2x.link.losses").Sum(value => value.Value));
    }

    private static async Task SightAsync(EngineBench bench, Action<ScriptedTransport>? prepare = null)
    {
        prepare?.Invoke(bench.Transport);
        await bench.SubscribeAsync();
        bench.Transport.Sight();
    }

    private static string Named(string kind, string story) => $"{kind}-{string.Concat(story.Where(char.IsAsciiLetter))}";

    private static IEnumerable<KeyValuePair<string, double>> Of(string engine, string instrument) =>
        MeterReading.Of(engine).Where(value => value.Key.StartsWith(instrument, StringComparison.Ordinal) && value.Value != 0);

    private static string Counts(string engine, string instrument) =>
        string.Join(", ", Of(engine, instrument).Select(value => $"{value.Key[instrument.Length..]} {value.Value}"));
}

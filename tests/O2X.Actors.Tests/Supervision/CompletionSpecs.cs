using Akka.Actor;
using O2X.TestKit;

namespace O2X.Actors.Tests.Supervision;

public class CompletionSpecs
{
    [Fact]
    public async Task Completes_when_the_engine_is_disposed_of()
    {
        var bench = new EngineBench();
        await bench.BecomeReadyAsync();
        Assert.False(bench.Engine.Completion.IsCompleted);

        await bench.DisposeAsync();

        Assert.True(bench.Engine.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Completes_when_the_actor_system_ends()
    {
        await using var bench = new EngineBench();

        await bench.System.Terminate();

        await bench.Engine.Completion;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bench.SubscribeAsync());
    }

    [Fact]
    public async Task Completes_when_the_actors_are_stopped()
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        bench.System.ActorSelection("/user/*").Tell(Kill.Instance, ActorRefs.NoSender);

        await bench.Engine.Completion;
        Assert.Equal(0, bench.Transport.OpenLinks);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bench.SubscribeAsync());
    }

    [Theory]
    [InlineData("link")]
    [InlineData("link/scanner")]
    [InlineData("link/decoder")]
    public async Task Does_not_complete_when_a_part_crashes(string part)
    {
        await using var bench = new EngineBench();
        await bench.BecomeReadyAsync();

        bench.Crash(part);

        Assert.Equal(UnsubscribeReply.Unsubscribed, await bench.Engine.UnsubscribeAsync());
        Assert.False(bench.Engine.Completion.IsCompleted);
    }
}

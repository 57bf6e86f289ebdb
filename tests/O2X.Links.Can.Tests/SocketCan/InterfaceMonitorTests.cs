using O2X.Links.Can.SocketCan;

namespace O2X.Links.Can.Tests.SocketCan;

/// <summary>The monitor on this machine's own kernel, where nothing changes meanwhile.</summary>
public sealed class InterfaceMonitorTests
{
    [Theory]
    [InlineData("lo", Availability.Unsuitable)]
    [InlineData("o2x-not-there", Availability.Absent)]
    public async Task Says_the_same_when_it_looks_again(string name, Availability expected)
    {
        await using var monitor = new InterfaceMonitor(new SocketCanOptions(name));
        var before = monitor.Current;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(monitor.LookAgainAsync)));

        Assert.Equal((expected, before), (monitor.Current.State.Availability, monitor.Current));
    }

    [Fact]
    public async Task Looks_no_more_when_it_was_disposed_of()
    {
        var monitor = new InterfaceMonitor(new SocketCanOptions("lo"));
        await monitor.DisposeAsync();

        await monitor.LookAgainAsync();

        Assert.Throws<ObjectDisposedException>(() => monitor.Current);
    }
}

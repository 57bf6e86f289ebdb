using System.Reflection;
using System.Text.RegularExpressions;
using O2X.Links;
using O2X.Simulator.Faults;
using O2X.TestKit.Links;

namespace O2X.Simulator.Tests.Faults;

public sealed partial class FaultCatalogueTests : FaultTest
{
    private static readonly string[] Momentary = ["peer-closes", "link-loss", "clock-forward", "clock-backward"];

    public static TheoryData<string> Names => [.. Fault.All.Select(fault => fault.Name)];

    [Fact]
    public void Holds_every_fault_that_has_a_property()
    {
        var properties = typeof(Fault).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(Fault)).ToList();
        Assert.Equal(32, properties.Count);
        Assert.Equivalent(properties.Select(property => property.GetValue(null)), Fault.All, strict: true);
        Assert.All(properties, property => Assert.Equal(Words().Replace(property.Name, "-$0").ToLowerInvariant(), property.GetValue(null)!.ToString()));
    }

    [Fact]
    public void Finds_by_name_and_nothing_else()
    {
        Assert.Same(Fault.OutOfRange, Fault.Find("out-of-range"));
        Assert.Null(Fault.Find("Out-Of-Range"));
        Assert.Null(Fault.Find(""));
    }

    [Fact]
    public void Knows_what_happens_in_a_moment() =>
        Assert.Equal(Momentary, Fault.All.Where(fault => !fault.Lasts).Select(fault => fault.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Describes_each_in_one_sentence(string name)
    {
        var description = Fault.Find(name)!.Description;
        Assert.Matches("^[A-Z].+\\.$", description);
        Assert.DoesNotContain(". ", description);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Leaves_no_trace_of_any_that_is_over(string name)
    {
        var fault = Fault.Find(name)!;
        fault.Begin(World);
        fault.Begin(World);
        Pass(60);
        fault.End(World);
        Pass(5);
        fault.End(World);
        await AssertAllIsWellAsync();
        AssertNothingIsOpen();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Leaves_nothing_open_of_what_any_hindered(string name)
    {
        using var giveUp = new CancellationTokenSource();
        var link = await OpenAsync(Link);
        var scan = await StartScanAsync();
        var fault = Fault.Find(name)!;
        fault.Begin(World);
        Pass(1);
        var late = TryConnectAsync(giveUp.Token);
        var closing = new[] { CloseAsync(link), CloseAsync(scan) };
        Pass(1);
        await giveUp.CancelAsync();
        Pass(1);
        fault.End(World);
        Pass(5);
        Assert.All(closing, task => Assert.True(task.IsCompleted));
        if (await late is { } opened) await opened.DisposeAsync();
        Pass(5);
        AssertNothingIsOpen();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Lets_the_world_be_disposed_of_during_any(string name)
    {
        await OpenAsync(Link);
        await StartScanAsync();
        Fault.Find(name)!.Begin(World);
        Pass(1);
        await World.DisposeAsync();
        AssertNothingIsOpen();
    }

    private async Task<ILink?> TryConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await World.Transport.ConnectAsync(SightingOf(World.Dongle), new RecordingLinkSink(), cancellationToken);
        }
        catch (Exception failure) when (failure is LinkException or OperationCanceledException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task CloseAsync(IAsyncDisposable opened)
    {
        try
        {
            await opened.DisposeAsync();
        }
        catch (InvalidOperationException)
        {
            // The transport that throws from every method.
        }
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Words();
}

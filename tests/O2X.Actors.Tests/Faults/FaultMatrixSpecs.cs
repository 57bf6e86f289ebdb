using System.Globalization;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using O2X.Simulator.Faults;
using O2X.TestKit;
using Xunit.Abstractions;

namespace O2X.Actors.Tests.Faults;

/// <summary>
/// Every fault of the catalogue meets the link in every position: what <see cref="FaultTable"/> promises holds while it lasts, the
/// vehicle is live again when it is over, and nothing is left behind.
/// </summary>
[Trait("Kind", "faults")]
public sealed class FaultMatrixSpecs(ITestOutputHelper output, FaultMatrixSpecs.Shared shared) : IClassFixture<FaultMatrixSpecs.Shared>
{
    private const double WithinScanTimeout = 45;
    private const double BeyondScanTimeout = 180;

    public static TheoryData<string, LinkPosition, bool, double> Cases()
    {
        var cases = new TheoryData<string, LinkPosition, bool, double>();
        foreach (var (fault, from) in Cells())
        {
            foreach (var firstTime in new[] { true, false })
            {
                cases.Add(fault, from, firstTime, WithinScanTimeout);
                cases.Add(fault, from, firstTime, BeyondScanTimeout);
            }
        }

        return cases;
    }

    public static TheoryData<string, LinkPosition> EveryCell()
    {
        var cells = new TheoryData<string, LinkPosition>();
        foreach (var (fault, from) in Cells()) cells.Add(fault, from);
        return cells;
    }

    [Fact]
    public void Table_holds_every_fault_once() =>
        Assert.Equal(Fault.All.Select(fault => fault.Name).Order(), FaultTable.Rows.Select(row => row.Fault.Name).Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Keeps_its_promise_and_comes_back(string fault, LinkPosition from, bool firstTime, double seconds) =>
        await new FaultCase(FaultTable.Of(fault), from, firstTime, seconds).PlayAsync(shared.System);

    [Theory]
    [MemberData(nameof(EveryCell))]
    public async Task Leaves_nothing_behind_when_it_ends_meanwhile(string fault, LinkPosition from) =>
        await new FaultCase(FaultTable.Of(fault), from, FirstTime: true, Seconds: 3).PlayToTheEndOfTheEngineAsync(shared.System);

    [Fact]
    public async Task Is_printed_as_a_table()
    {
        var positions = Enum.GetValues<LinkPosition>();
        var table = new StringBuilder("# What becomes of a link under faults\n\n")
            .Append(CultureInfo.InvariantCulture, $"A known vehicle; each fault lasts {BeyondScanTimeout:0} s. A cell: the state at its end, or why attempt after attempt failed")
            .Append(" (\"lost\": `disconnected` was told, once), and after how many seconds more the vehicle was live again.\n\n")
            .Append(CultureInfo.InvariantCulture, $"| Fault | {string.Join(" | ", positions)} |\n|---|{string.Concat(positions.Select(_ => "---|"))}\n");
        foreach (var row in FaultTable.Rows)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {row.Fault} |");
            foreach (var from in positions)
            {
                var outcome = await new FaultCase(row, from, FirstTime: false, BeyondScanTimeout).PlayAsync(shared.System);
                table.Append(CultureInfo.InvariantCulture, $" {(outcome.Losses > 0 ? "lost, " : "")}{outcome.During}, {outcome.Recovery:0.#} s |");
            }

            table.Append('\n');
        }

        output.WriteLine(table.ToString());
        await ResultFile.WriteAsync("fault-matrix.md", table.ToString());
    }

    private static IEnumerable<(string Fault, LinkPosition From)> Cells() =>
        from fault in Fault.All from position in Enum.GetValues<LinkPosition>() select (fault.Name, position);

    /// <summary>One actor system for all cases: to start one takes longer than to play a case.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        public ActorSystem System { get; } = ActorSystem.Create("matrix", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));

        public Task InitializeAsync() => Task.CompletedTask;

        public Task DisposeAsync() => System.Terminate();
    }
}

using O2X.Actors.Diagnostics;
using O2X.Actors.Scanning;
using O2X.Links;

namespace O2X.Actors.Tests.Diagnostics;

public class SightingTableTests
{
    private readonly SightingTable _table = new();

    private IReadOnlyList<SightingReport> Reports => _table.Look(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    [Fact]
    public void Counts_what_is_heard_again_and_keeps_what_was_told_once()
    {
        Record("a", 10, SightingOutcome.Unrelated, name: "dongle", rssi: -80);
        Record("a", 20, SightingOutcome.Candidate, rssi: -60);

        var report = new SightingReport("a", SightingOutcome.Candidate)
        {
            Name = "dongle", Rssi = -60, Count = 2, FirstHeard = new(10, TimeSpan.Zero), LastHeard = new(20, TimeSpan.Zero),
        };
        Assert.Equal(report, Assert.Single(Reports));
    }

    [Fact]
    public void Shows_the_latest_first()
    {
        Record("a", 1);
        Record("b", 3);
        Record("c", 2);

        Assert.Equal(["b", "c", "a"], Reports.Select(report => report.Address));
    }

    [Fact]
    public void Never_grows_however_many_addresses_come()
    {
        for (var i = 0; i < 100_000; i++) Record($"random {i}", i);

        Assert.Equal(SightingTable.Size, Reports.Count);
        Assert.Equal("random 99999", Reports[0].Address);
        Assert.Equal(100_000 - SightingTable.Size, _table.Forgotten);
    }

    [Fact]
    public void Forgets_what_is_no_vehicle_before_what_is_one()
    {
        Record("mine", 1, SightingOutcome.Candidate);
        Record("other", 2, SightingOutcome.OtherVehicle);
        for (var i = 0; i < 1000; i++) Record($"random {i}", 10 + i);

        Assert.Equal(["other", "mine"], Reports.TakeLast(2).Select(report => report.Address));
        Assert.Equal(1, _table.OtherVehicles);
    }

    [Fact]
    public void Gives_the_place_of_a_forgotten_one_to_somebody_new()
    {
        for (var i = 0; i < SightingTable.Size; i++) Record($"{i}", i, name: "old", rssi: -1);
        Record("new", 100);

        Assert.Equal((1, null, null), (Reports[0].Count, Reports[0].Name, Reports[0].Rssi));
        Assert.DoesNotContain(Reports, report => report.Address == "0");
    }

    [Fact]
    public void Costs_no_memory_for_what_is_heard_again()
    {
        var sighting = new Sighting("a", 1) { Name = "dongle", Rssi = -60 };
        var judgement = new SightingJudgement(SightingOutcome.Unrelated);
        _table.Record(sighting, in judgement);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) _table.Record(sighting, in judgement);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Cuts_a_name_that_is_too_long()
    {
        Record("a", 1, name: new string('x', 1000));

        Assert.Equal(64, Reports[0].Name!.Length);
    }

    [Fact]
    public void Knows_what_turned_out_to_be_another_vehicle()
    {
        Record("a", 1, SightingOutcome.Candidate);
        _table.PassOver("a", 60);
        _table.PassOver("never heard", 60);

        Assert.Equal((SightingOutcome.PassedOver, new DateTimeOffset(60, TimeSpan.Zero)), (Reports[0].Outcome, Reports[0].PassedOverUntil!.Value));
        Assert.Equal(1, _table.OtherVehicles);
    }

    private void Record(string address, long at, SightingOutcome outcome = SightingOutcome.Unrelated, string? name = null, int? rssi = null) =>
        _table.Record(new Sighting(address, at) { Name = name, Rssi = rssi }, new SightingJudgement(outcome));
}

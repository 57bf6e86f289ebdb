using O2X.Gateway.History;
using O2X.Gateway.History.Recording;
using O2X.Gateway.History.Storage;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.History;

public sealed class HistoryRecorderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VehicleId _car = VehicleId.New();
    private long _sequence;

    private TroubledDialect Dialect => field ??= new TroubledDialect(new SqliteDialect(_folder.File("history.db")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writes_samples_and_sessions()
    {
        await using var bench = new HistoryBench(Dialect);
        Drive(bench, 0, 60);
        Assert.True(await bench.Recorder.FlushAsync(CancellationToken.None));

        Assert.Equal(13, (await bench.SamplesAsync(_car)).Count);
        Assert.Equal(HistoryBench.Start, Assert.Single(await bench.TripsAsync(_car)).Begun);
    }

    [Fact]
    public async Task Goes_on_with_a_session_after_a_restart()
    {
        await using (var before = new HistoryBench(Dialect))
        {
            Drive(before, 0, 60);
            await before.Recorder.FlushAsync(CancellationToken.None);
        }

        await using var bench = new HistoryBench(Dialect);
        Drive(bench, 90, 120);
        Take(bench, 121, VehicleStatus.Parked);
        await bench.Recorder.FlushAsync(CancellationToken.None);

        var trip = Assert.Single(await bench.TripsAsync(_car));
        Assert.Equal((HistoryBench.Start, HistoryBench.Start.AddSeconds(121)), (trip.Begun, trip.Ended));
    }

    [Fact]
    public async Task Ends_a_session_after_a_restart_when_it_is_over()
    {
        await using (var before = new HistoryBench(Dialect))
        {
            Drive(before, 0, 60);
            await before.Recorder.FlushAsync(CancellationToken.None);
        }

        await using var bench = new HistoryBench(Dialect);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.Recorder.FlushAsync(CancellationToken.None);

        Assert.Equal(HistoryBench.Start.AddSeconds(60), Assert.Single(await bench.TripsAsync(_car)).Ended);
    }

    [Fact]
    public async Task Loses_nothing_while_the_database_is_away_for_a_while()
    {
        await using var bench = new HistoryBench(Dialect);
        Dialect.Problem = new IOException("The disk has gone.");
        Drive(bench, 0, 600);
        Assert.False(await bench.Recorder.FlushAsync(CancellationToken.None));
        Drive(bench, 601, 1200);
        Assert.False(await bench.Recorder.FlushAsync(CancellationToken.None));
        Assert.Contains("The disk has gone", bench.State.Problem, StringComparison.Ordinal);

        Dialect.Problem = null;
        Assert.True(await bench.Recorder.FlushAsync(CancellationToken.None));
        Assert.Equal(241, (await bench.SamplesAsync(_car)).Count, 3.0);
        Assert.Single(await bench.TripsAsync(_car));
        Assert.Equal((null, 0), (bench.State.Problem, bench.State.LostSamples));
    }

    [Fact]
    public async Task Thins_and_counts_what_it_cannot_hold()
    {
        await using var bench = new HistoryBench(Dialect, limit: 100);
        Dialect.Problem = new IOException("The disk has gone.");
        Drive(bench, 0, 3600);
        await bench.Recorder.FlushAsync(CancellationToken.None);
        var lost = bench.State.LostSamples;
        Dialect.Problem = null;
        await bench.Recorder.FlushAsync(CancellationToken.None);

        var samples = await bench.SamplesAsync(_car);
        Assert.InRange(samples.Count, 50, 101);
        Assert.Equal(721, samples.Count + lost);
        Assert.Equal(HistoryBench.Start.AddHours(1), samples[^1].At);
        Assert.True(samples[0].At < HistoryBench.Start.AddMinutes(10));
    }

    [Fact]
    public async Task Writes_again_what_failed_in_the_middle()
    {
        await using var bench = new HistoryBench(Dialect);
        await bench.Recorder.FlushAsync(CancellationToken.None);
        Drive(bench, 0, 60);
        Dialect.WriteProblem = new IOException("The disk has gone.");
        Assert.False(await bench.Recorder.FlushAsync(CancellationToken.None));
        Assert.Empty(await bench.SamplesAsync(_car));
        Dialect.WriteProblem = null;
        Assert.True(await bench.Recorder.FlushAsync(CancellationToken.None));

        Assert.Equal(13, (await bench.SamplesAsync(_car)).Count);
    }

    [Fact]
    public async Task Forgets_what_waits_of_a_vehicle_that_is_erased()
    {
        await using var bench = new HistoryBench(Dialect);
        Drive(bench, 0, 60);
        await bench.History.EraseAsync(_car, CancellationToken.None);
        await bench.Recorder.FlushAsync(CancellationToken.None);
        Assert.Empty(await bench.SamplesAsync(_car));

        Drive(bench, 61, 70);
        await bench.Recorder.FlushAsync(CancellationToken.None);
        Assert.Equal(HistoryBench.Start.AddSeconds(61), Assert.Single(await bench.TripsAsync(_car)).Begun);
    }

    [Fact]
    public async Task Passes_over_a_status_that_comes_late()
    {
        await using var bench = new HistoryBench(Dialect);
        Drive(bench, 0, 60);
        bench.Recorder.Take(_car, 3, SessionTrackerTests.ReadingAt(0.05, VehicleStatus.Parked));
        await bench.Recorder.FlushAsync(CancellationToken.None);

        Assert.Null(Assert.Single(await bench.TripsAsync(_car)).Ended);
    }

    private void Drive(HistoryBench bench, int from, int to)
    {
        for (var second = from; second <= to; second++) Take(bench, second, VehicleStatus.Driving);
    }

    private void Take(HistoryBench bench, int second, VehicleStatus status) =>
        bench.Recorder.Take(_car, ++_sequence, SessionTrackerTests.ReadingAt(second / 60.0, status, 50, 100 + (second / 100.0), 50, -20 - (second % 2)));
}

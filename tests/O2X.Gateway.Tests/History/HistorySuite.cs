using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.History.Recording;
using O2X.Gateway.History.Storage;
using O2X.Gateway.Vehicles;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.History;

/// <summary>What is true of the history on every database.</summary>
public abstract class HistorySuite : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = HistoryBench.Start;

    private readonly VehicleId _car = VehicleId.New();
    private readonly VehicleId _other = VehicleId.New();
    private HistoryBench _bench = null!;

    public async Task InitializeAsync() => _bench = new HistoryBench(await MakeDialectAsync());

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await RemoveAsync();
    }

    [Fact]
    public async Task Begins_with_nothing()
    {
        Assert.Equal(0, await _bench.Journal.OpenAsync(CancellationToken.None));
        var page = await _bench.Journal.ReadAfterAsync(0, 10, CancellationToken.None);

        Assert.Equal((0, 1L, 0L), (page.Records.Count, page.Oldest, page.Newest));
        Assert.Null(_bench.State.Problem);
    }

    [Fact]
    public async Task Keeps_records_as_they_are()
    {
        var record = HistoryBench.Record(1, _car);
        await _bench.Journal.AppendAsync([record], CancellationToken.None);
        await AfterRestartAsync();
        var kept = Assert.Single((await _bench.Journal.ReadAfterAsync(0, 10, CancellationToken.None)).Records);

        Assert.Equal((record.Id, record.Kind, record.Vehicle, record.At), (kept.Id, kept.Kind, kept.Vehicle, kept.At));
        Assert.Equal(record.Json.ToArray(), kept.Json.ToArray());
    }

    [Fact]
    public async Task Goes_on_with_its_numbers_after_a_restart()
    {
        await _bench.Journal.AppendAsync(HistoryBench.Records(1, 300, _car), CancellationToken.None);
        await AfterRestartAsync();

        Assert.Equal(300, await _bench.Journal.OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Reads_pages_after_a_number_and_from_the_end()
    {
        await _bench.Journal.AppendAsync(HistoryBench.Records(1, 30, _car), CancellationToken.None);

        var after = await _bench.Journal.ReadAfterAsync(10, 5, CancellationToken.None);
        var latest = await _bench.Journal.ReadLatestAsync(3, CancellationToken.None);
        Assert.Equal([11, 12, 13, 14, 15], after.Records.Select(record => record.Id));
        Assert.Equal((1L, 30L), (after.Oldest, after.Newest));
        Assert.Equal([28, 29, 30], latest.Records.Select(record => record.Id));
    }

    [Fact]
    public async Task Appends_all_of_it_or_nothing()
    {
        await _bench.Journal.AppendAsync(HistoryBench.Records(1, 3, _car), CancellationToken.None);
        // The second one has a number that is taken.
        await Assert.ThrowsAsync<HistoryUnusableException>(async () => await _bench.Journal.AppendAsync(
            [HistoryBench.Record(4, _car), HistoryBench.Record(2, _car), HistoryBench.Record(5, _car)], CancellationToken.None));

        var page = await _bench.Journal.ReadAfterAsync(0, 10, CancellationToken.None);
        Assert.Equal([1, 2, 3], page.Records.Select(record => record.Id));
        Assert.Equal(3, page.Newest);
        await _bench.Journal.AppendAsync(HistoryBench.Records(4, 5, _car), CancellationToken.None);
        Assert.Null(_bench.State.Problem);
    }

    [Fact]
    public async Task Takes_what_is_appended_again_for_an_answer_that_was_lost()
    {
        var records = HistoryBench.Records(1, 3, _car);
        await _bench.Journal.AppendAsync(records, CancellationToken.None);
        await _bench.Journal.AppendAsync(records, CancellationToken.None);

        Assert.Equal(3, (await _bench.Journal.ReadAfterAsync(0, 10, CancellationToken.None)).Records.Count);
    }

    [Fact]
    public async Task Refuses_another_gateway_that_writes_to_it()
    {
        await _bench.Journal.AppendAsync(HistoryBench.Records(1, 3, _car), CancellationToken.None);

        var problem = await Assert.ThrowsAsync<HistoryUnusableException>(
            async () => await _bench.Journal.AppendAsync(HistoryBench.Records(1, 3, _other), CancellationToken.None));
        Assert.StartsWith("The history ends with record 3 and not 0: another gateway writes to it", problem.Message, StringComparison.Ordinal);
        Assert.Equal(problem.Message, _bench.State.Problem);
    }

    [Fact]
    public async Task Gives_no_number_twice_when_all_was_erased()
    {
        await _bench.Journal.AppendAsync(HistoryBench.Records(1, 3, _car), CancellationToken.None);
        await _bench.History.EraseAsync(_car, CancellationToken.None);
        await AfterRestartAsync();

        Assert.Equal(3, await _bench.Journal.OpenAsync(CancellationToken.None));
        var page = await _bench.Journal.ReadAfterAsync(0, 10, CancellationToken.None);
        Assert.Equal((0, 4L, 3L), (page.Records.Count, page.Oldest, page.Newest));
    }

    [Fact]
    public async Task Erases_one_vehicle_and_no_other()
    {
        await _bench.Journal.AppendAsync([HistoryBench.Record(1, _car), HistoryBench.Record(2, _other)], CancellationToken.None);
        await _bench.AddAsync(_car, HistoryBench.Sample(0));
        await _bench.AddAsync(_other, HistoryBench.Sample(0));
        await _bench.AddAsync(_car, new Session(SessionKind.Trip, Start, Start), new Session(SessionKind.Charge, Start, Start));
        await _bench.AddAsync(_other, new Session(SessionKind.Trip, Start, Start), new Session(SessionKind.Charge, Start, Start));
        await _bench.History.EraseAsync(_car, CancellationToken.None);

        Assert.Equal((0, 0, 0, 0), await CountAsync(_car));
        Assert.Equal((1, 1, 1, 1), await CountAsync(_other));
    }

    [Fact]
    public async Task Gives_samples_as_they_are_and_in_order()
    {
        Sample[] samples = [new(Start, VehicleStatus.Charging, 12, 34, 56.7, 0, 51.25, -3.5), new(Start.AddMinutes(1), VehicleStatus.Unknown, null, null, null, null, null, null)];
        await _bench.AddAsync(_car, [.. samples.Reverse()]);

        Assert.Equal(samples, await _bench.SamplesAsync(_car));
        Assert.Empty(await _bench.SamplesAsync(_other));
    }

    [Fact]
    public async Task Streams_more_samples_than_a_page_holds()
    {
        await _bench.AddAsync(_car, [.. Enumerable.Range(0, 2500).Select(i => HistoryBench.Sample(i))]);
        var samples = await _bench.SamplesAsync(_car, new TimeRange(Start.AddSeconds(1), Start.AddSeconds(2400)));

        Assert.Equal(Enumerable.Range(1, 2399).Select(i => Start.AddSeconds(i)), samples.Select(sample => sample.At));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(5000)]
    public async Task Draws_the_last_sample_of_each_part(int most)
    {
        var random = new Random(most);
        Sample[] samples = [.. Enumerable.Range(0, 400).Select(i => HistoryBench.Sample((i * 7) + (i > 200 ? 3600 : 0) + random.Next(7), i))];
        await _bench.AddAsync(_car, samples);
        var memory = new MemoryHistory(new MemoryJournal());
        foreach (var sample in samples) memory.Add(_car, sample);
        var range = new TimeRange(Start.AddSeconds(70), Start.AddSeconds(70 + (most * 2)));

        var chart = await _bench.History.ChartAsync(_car, range, most, CancellationToken.None);
        Assert.NotEmpty(chart);
        Assert.Equal(await memory.ChartAsync(_car, range, most, CancellationToken.None), chart);
    }

    [Fact]
    public async Task Draws_all_time_without_counting_too_far()
    {
        await _bench.AddAsync(_car, HistoryBench.Sample(0), HistoryBench.Sample(60));

        Assert.Equal([HistoryBench.Sample(60)], await _bench.History.ChartAsync(_car, HistoryBench.Always, 2000, CancellationToken.None));
    }

    [Fact]
    public async Task Pages_trips_and_charge_sessions_from_the_newest_on()
    {
        for (var i = 0; i < 7; i++)
        {
            await _bench.AddAsync(_car, new Session(SessionKind.Trip, Start.AddHours(i), Start.AddHours(i)) { OdometerFrom = i, OdometerTo = i + 2.5 });
            await _bench.AddAsync(_car, new Session(SessionKind.Charge, Start.AddHours(i), Start.AddHours(i)));
        }

        var range = new TimeRange(Start.AddHours(1), Start.AddHours(6));
        var first = await _bench.History.TripsAsync(_car, range, new PageRequest(3), CancellationToken.None);
        var second = await _bench.History.TripsAsync(_car, range, new PageRequest(3, first.Next), CancellationToken.None);
        Assert.Equal([5, 4, 3], first.Items.Select(trip => (trip.Begun - Start).TotalHours));
        Assert.Equal([2, 1], second.Items.Select(trip => (trip.Begun - Start).TotalHours));
        Assert.Null(second.Next);
        Assert.All(first.Items, trip => Assert.Equal(2.5, trip.Distance));
        Assert.Equal(7, (await _bench.ChargesAsync(_car)).Count);
    }

    [Fact]
    public async Task Keeps_the_number_of_a_session_that_goes_on()
    {
        var session = new Session(SessionKind.Charge, Start, Start) { ChargeFrom = 20, ChargeTo = 20 };
        await _bench.AddAsync(_car, session);
        var before = Assert.Single(await _bench.ChargesAsync(_car));
        await _bench.AddAsync(_car, session with { Heard = Start.AddHours(1), Ended = Start.AddHours(1), ChargeTo = 60, Energy = 2.2, MeasuredSeconds = 3600 });

        Assert.Equal(new ChargeSession(before.Id, Start, Start.AddHours(1), 20, 60, 2.2), Assert.Single(await _bench.ChargesAsync(_car)));
    }

    [Fact]
    public async Task Pages_events_from_the_newest_on()
    {
        await _bench.Journal.AppendAsync(HistoryBench.Records(1, 10, _car), CancellationToken.None);
        await _bench.Journal.AppendAsync([HistoryBench.Record(11, _other)], CancellationToken.None);
        var range = new TimeRange(Start.AddSeconds(3), Start.AddSeconds(9));

        var first = await _bench.History.EventsAsync(_car, range, new PageRequest(4), CancellationToken.None);
        var second = await _bench.History.EventsAsync(_car, range, new PageRequest(4, first.Next), CancellationToken.None);
        Assert.Equal([8, 7, 6, 5], first.Items.Select(record => record.Id));
        Assert.Equal([4, 3], second.Items.Select(record => record.Id));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Forgets_records_in_their_order_when_they_are_old()
    {
        await _bench.Journal.AppendAsync(
            [.. Enumerable.Range(1, 2500).Select(id => HistoryBench.Record(id, _car, Start.AddDays(id > 2200 ? 0 : -366)))], CancellationToken.None);
        await _bench.Retention.RunAsync(Start, CancellationToken.None);

        var page = await _bench.Journal.ReadAfterAsync(0, 5000, CancellationToken.None);
        Assert.Equal((300, 2201L, 2500L), (page.Records.Count, page.Oldest, page.Newest));
    }

    [Fact]
    public async Task Thins_samples_that_are_old_and_deletes_them_in_the_end()
    {
        var now = Start.AddDays(91);
        foreach (var car in new[] { _car, _other })
        {
            await _bench.AddAsync(car, [.. Enumerable.Range(0, 1500).Select(i => HistoryBench.Sample(i * 60, i))]);
            await _bench.AddAsync(car, HistoryBench.Sample(90.9 * 86_400));
        }

        await _bench.Retention.RunAsync(now, CancellationToken.None);
        var samples = await _bench.SamplesAsync(_car);
        var quarters = samples.Where(sample => sample.At < now.AddDays(-90).AddMinutes(-15)).ToList();
        Assert.InRange(quarters.Count, 90, 98);
        Assert.Equal(quarters.Count, quarters.Select(sample => sample.At.ToUnixTimeMilliseconds() / 900_000).Distinct().Count());
        Assert.Equal(samples.Count, (await _bench.SamplesAsync(_other)).Count);
        Assert.Equal(60, samples.Count(sample => sample.At >= now.AddDays(-90) && sample.At < now.AddDays(-90).AddHours(1)));

        await _bench.Retention.RunAsync(now, CancellationToken.None);
        Assert.Equal(samples, await _bench.SamplesAsync(_car));

        await _bench.Retention.RunAsync(Start.AddDays(1825 + 2), CancellationToken.None);
        Assert.Equal([HistoryBench.Sample(90.9 * 86_400)], await _bench.SamplesAsync(_car));
    }

    [Fact]
    public async Task Lets_others_write_between_the_steps_of_deleting()
    {
        foreach (var batch in HistoryBench.Records(1, 12_000, _car).Chunk(1000)) await _bench.Journal.AppendAsync(batch, CancellationToken.None);
        // On one thread both have got in line when their calls return.
        await AfterRestartAsync(HistoryThreads.Same);
        Task deleting = Task.CompletedTask;
        Task<long?> writing = Task.FromResult<long?>(null);
        await _bench.Database.WriteAsync(
            (_, _) =>
            {
                deleting = _bench.Retention.RunAsync(Start.AddDays(400), CancellationToken.None);
                writing = _bench.Database.WriteAsync(
                    (transaction, cancel) => transaction.Command("SELECT MIN(id) FROM records").NumberAsync(cancel), CancellationToken.None);
                return Task.FromResult(0);
            },
            CancellationToken.None);
        // After the first step.
        Assert.Equal(1001, await writing);

        await deleting;
        Assert.Equal(12_001, (await _bench.Journal.ReadAfterAsync(0, 1, CancellationToken.None)).Oldest);
    }

    [Fact]
    public async Task Keeps_a_session_that_lasts_however_old_it_is()
    {
        await _bench.AddAsync(_car, new Session(SessionKind.Charge, Start, Start) { Ended = Start }, new Session(SessionKind.Charge, Start.AddHours(1), Start.AddHours(1)));
        await _bench.Retention.RunAsync(Start.AddDays(3651), CancellationToken.None);

        Assert.Equal(Start.AddHours(1), Assert.Single(await _bench.ChargesAsync(_car)).Begun);
    }

    [Fact]
    public async Task Reads_while_it_writes()
    {
        var records = HistoryBench.Records(1, 2000, _car);
        var writing = Task.Run(async () =>
        {
            foreach (var batch in records.Chunk(20)) await _bench.Journal.AppendAsync(batch, CancellationToken.None);
        });
        long last = 0;
        while (last < 2000)
        {
            var page = await _bench.Journal.ReadAfterAsync(last, 100, CancellationToken.None);
            Assert.Equal(Enumerable.Range(1, page.Records.Count).Select(i => last + i), page.Records.Select(record => record.Id));
            last += page.Records.Count;
            if (writing.IsFaulted) await writing;
        }

        await writing;
    }

    [Fact]
    public async Task Is_brought_from_the_first_version_to_the_newest()
    {
        await using (var first = await OpenAsync())
        {
            Assert.Equal(0, await HistorySchema.MigrateAsync(first, _bench.Database.Dialect, 1, CancellationToken.None));
            await first.Command(null, "UPDATE counters SET value = 7").ExecuteAsync(CancellationToken.None);
        }

        Assert.Equal(7, await _bench.Journal.OpenAsync(CancellationToken.None));
        await _bench.Retention.RunAsync(Start, CancellationToken.None);
        await using var last = await OpenAsync();
        Assert.Equal(HistorySchema.Newest, await HistorySchema.MigrateAsync(last, _bench.Database.Dialect, HistorySchema.Newest, CancellationToken.None));
    }

    [Fact]
    public async Task Refuses_a_database_of_a_newer_version()
    {
        await _bench.Database.OpenAsync(CancellationToken.None);
        await using (var connection = await OpenAsync())
            await connection.Command(null, "INSERT INTO schema_version (version) VALUES (99)").ExecuteAsync(CancellationToken.None);
        await AfterRestartAsync();

        var problem = await Assert.ThrowsAsync<HistoryUnusableException>(async () => await _bench.Journal.OpenAsync(CancellationToken.None));
        Assert.Equal(
            $"The history's database is of version 99, and this program knows versions up to {HistorySchema.Newest}: run the newer program that wrote it.",
            problem.Message);
        Assert.Equal(problem.Message, _bench.State.Problem);
    }

    /// <summary>Makes access to a new database, the same one each time in a test.</summary>
    private protected abstract Task<IHistoryDialect> MakeDialectAsync();

    private protected abstract Task RemoveAsync();

    private async Task AfterRestartAsync(HistoryThreads threads = HistoryThreads.Others)
    {
        await _bench.DisposeAsync();
        _bench = new HistoryBench(await MakeDialectAsync(), threads: threads);
    }

    private async Task<System.Data.Common.DbConnection> OpenAsync()
    {
        var connection = _bench.Database.Dialect.Connect(forWriting: true);
        await connection.OpenAsync();
        await _bench.Database.Dialect.PrepareAsync(connection, forWriting: true, CancellationToken.None);
        return connection;
    }

    private async Task<(int Records, int Samples, int Trips, int Charges)> CountAsync(VehicleId vehicle) => (
        (await _bench.History.EventsAsync(vehicle, HistoryBench.Always, new PageRequest(10), CancellationToken.None)).Items.Count,
        (await _bench.SamplesAsync(vehicle)).Count,
        (await _bench.TripsAsync(vehicle)).Count,
        (await _bench.ChargesAsync(vehicle)).Count);
}

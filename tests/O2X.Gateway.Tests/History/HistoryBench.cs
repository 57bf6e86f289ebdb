using Microsoft.Extensions.Logging.Abstractions;
using O2X.Actors;
using O2X.Gateway.Feed;
using O2X.Gateway.History;
using O2X.Gateway.History.Recording;
using O2X.Gateway.History.Retention;
using O2X.Gateway.History.Storage;
using O2X.Gateway.Vehicles;
using O2X.Links.Time;
using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Gateway.Tests.History;

/// <summary>A history of its own on a database, on virtual time.</summary>
internal sealed class HistoryBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = EngineBench.Start;

    public static readonly TimeRange Always = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public HistoryBench(
        IHistoryDialect dialect, VirtualClock? clock = null, int limit = HistoryRecorder.Limit, HistoryOptions? options = null,
        HistoryThreads threads = HistoryThreads.Others)
    {
        Clock = clock ?? new VirtualClock(Start);
        Database = new HistoryDatabase(dialect, State, NullLogger<HistoryDatabase>.Instance, threads);
        Journal = new SqlJournal(Database);
        Recorder = new HistoryRecorder(Database, State, Clock, TimeSpan.FromSeconds(5), NullLogger<HistoryRecorder>.Instance, limit);
        History = new SqlHistory(Database, Recorder);
        Retention = new HistoryRetention(Database, options ?? new HistoryOptions());
    }

    public VirtualClock Clock { get; }

    public HistoryState State { get; } = new();

    public HistoryDatabase Database { get; }

    public SqlJournal Journal { get; }

    public HistoryRecorder Recorder { get; }

    public SqlHistory History { get; }

    public HistoryRetention Retention { get; }

    /// <summary>A record of a vehicle.</summary>
    public static FeedRecord Record(long id, VehicleId vehicle, DateTimeOffset? at = null) =>
        FeedRecord.Event(id, vehicle, new VehicleEvent(VehicleEventKind.CantCharge, at ?? Start.AddSeconds(id)));

    public static FeedRecord[] Records(int first, int last, VehicleId vehicle) =>
        [.. Enumerable.Range(first, last - first + 1).Select(id => Record(id, vehicle))];

    public static Sample Sample(double seconds, double charge = 50) =>
        new(Start.AddSeconds(seconds), VehicleStatus.Parked, charge, 60, 1234.5, 0, 48.2, null);

    public Task AddAsync(VehicleId vehicle, params Sample[] samples) => Database.WriteAsync(
        async (transaction, cancel) =>
        {
            await SqlSamples.WriteAsync(transaction, Database.Dialect, samples.Select(sample => (vehicle, sample)), cancel);
            return true;
        },
        CancellationToken.None);

    public Task AddAsync(VehicleId vehicle, params Session[] sessions) => Database.WriteAsync(
        async (transaction, cancel) =>
        {
            foreach (var session in sessions) await SqlSessions.WriteAsync(transaction, vehicle, session, cancel);
            return true;
        },
        CancellationToken.None);

    public async Task<List<Sample>> SamplesAsync(VehicleId vehicle, TimeRange? range = null)
    {
        List<Sample> samples = [];
        await foreach (var sample in History.SamplesAsync(vehicle, range ?? Always, CancellationToken.None)) samples.Add(sample);
        return samples;
    }

    public async Task<IReadOnlyList<Trip>> TripsAsync(VehicleId vehicle) =>
        (await History.TripsAsync(vehicle, Always, new PageRequest(1000), CancellationToken.None)).Items;

    public async Task<IReadOnlyList<ChargeSession>> ChargesAsync(VehicleId vehicle) =>
        (await History.ChargesAsync(vehicle, Always, new PageRequest(1000), CancellationToken.None)).Items;

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

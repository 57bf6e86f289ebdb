using System.Runtime.CompilerServices;
using O2X.Gateway.Feed;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.History;

/// <summary>Keeps what it is given in memory; it ends with the process. For tests, and for a gateway that shall keep nothing.</summary>
internal sealed class MemoryHistory(IEventJournal journal) : IVehicleHistory
{
    private readonly Lock _gate = new();
    private readonly List<(VehicleId Vehicle, Sample Sample)> _samples = [];
    private readonly List<(VehicleId Vehicle, Trip Trip)> _trips = [];
    private readonly List<(VehicleId Vehicle, ChargeSession Charge)> _charges = [];

    public void Add(VehicleId vehicle, Sample sample)
    {
        lock (_gate) _samples.Add((vehicle, sample));
    }

    public void Add(VehicleId vehicle, Trip trip)
    {
        lock (_gate) _trips.Add((vehicle, trip));
    }

    public void Add(VehicleId vehicle, ChargeSession charge)
    {
        lock (_gate) _charges.Add((vehicle, charge));
    }

    public async IAsyncEnumerable<Sample> SamplesAsync(VehicleId vehicle, TimeRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var sample in Samples(vehicle, range))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return sample;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<Sample>> ChartAsync(VehicleId vehicle, TimeRange range, int most, CancellationToken cancellationToken)
    {
        var part = (range.To - range.From) / most;
        return ValueTask.FromResult<IReadOnlyList<Sample>>([.. Samples(vehicle, range).GroupBy(sample => (long)((sample.At - range.From) / part)).Select(group => group.Last())]);
    }

    public ValueTask<HistoryPage<Trip>> TripsAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken)
    {
        lock (_gate)
            return ValueTask.FromResult(Page(_trips.Where(one => one.Vehicle == vehicle && Contains(range, one.Trip.Begun)).Select(one => one.Trip), trip => trip.Id, page));
    }

    public ValueTask<HistoryPage<ChargeSession>> ChargesAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken)
    {
        lock (_gate)
            return ValueTask.FromResult(Page(_charges.Where(one => one.Vehicle == vehicle && Contains(range, one.Charge.Begun)).Select(one => one.Charge), charge => charge.Id, page));
    }

    public async ValueTask<HistoryPage<FeedRecord>> EventsAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken)
    {
        var all = await journal.ReadAfterAsync(0, int.MaxValue, cancellationToken).ConfigureAwait(false);
        return Page(all.Records.Where(record => record.Vehicle == vehicle && Contains(range, record.At)), record => record.Id, page);
    }

    public ValueTask EraseAsync(VehicleId vehicle, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _samples.RemoveAll(one => one.Vehicle == vehicle);
            _trips.RemoveAll(one => one.Vehicle == vehicle);
            _charges.RemoveAll(one => one.Vehicle == vehicle);
        }

        return ValueTask.CompletedTask;
    }

    private static bool Contains(TimeRange range, DateTimeOffset moment) => moment >= range.From && moment < range.To;

    private static HistoryPage<T> Page<T>(IEnumerable<T> all, Func<T, long> idOf, PageRequest page)
    {
        T[] items = [.. all.Where(one => page.Before is not { } before || idOf(one) < before).OrderByDescending(idOf).Take(page.Most + 1)];
        return items.Length > page.Most ? new(items[..page.Most], idOf(items[page.Most - 1])) : new(items, null);
    }

    private List<Sample> Samples(VehicleId vehicle, TimeRange range)
    {
        lock (_gate) return [.. _samples.Where(one => one.Vehicle == vehicle && Contains(range, one.Sample.At)).Select(one => one.Sample).OrderBy(sample => sample.At)];
    }
}

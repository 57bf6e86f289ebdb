using O2X.Gateway.Vehicles;

namespace O2X.Gateway.History;

/// <summary>The port to what is kept of vehicles over time; statuses, events and reports of the link are the journal's (<see cref="Feed.IEventJournal"/>).</summary>
/// <remarks>Safe for use by several threads. A range contains its beginning and not its end.</remarks>
internal interface IVehicleHistory
{
    /// <summary>All samples of a range, oldest first, read as they are asked for.</summary>
    IAsyncEnumerable<Sample> SamplesAsync(VehicleId vehicle, TimeRange range, CancellationToken cancellationToken);

    /// <summary>Samples of a range for a chart, oldest first: the last of each of <paramref name="most"/> equal parts of the range that has one.</summary>
    ValueTask<IReadOnlyList<Sample>> ChartAsync(VehicleId vehicle, TimeRange range, int most, CancellationToken cancellationToken);

    /// <summary>Trips that began in a range, newest first.</summary>
    ValueTask<HistoryPage<Trip>> TripsAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Charge sessions that began in a range, newest first.</summary>
    ValueTask<HistoryPage<ChargeSession>> ChargesAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Statuses, events and reports of the link in a range, newest first.</summary>
    ValueTask<HistoryPage<Feed.FeedRecord>> EventsAsync(VehicleId vehicle, TimeRange range, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Deletes all that is kept of a vehicle, also its records in the journal. The numbers of records are not given out again.</summary>
    ValueTask EraseAsync(VehicleId vehicle, CancellationToken cancellationToken);
}

/// <summary>A range of time, UTC.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it.</param>
internal readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To);

/// <summary>Which part of a long answer.</summary>
/// <param name="Most">The most items; 1 to 1000.</param>
/// <param name="Before">Only items with a smaller <c>Id</c>; null: from the newest on.</param>
internal readonly record struct PageRequest(int Most, long? Before = null);

/// <summary>A part of a long answer.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">What <see cref="PageRequest.Before"/> is for the next part; null: there is none.</param>
internal sealed record HistoryPage<T>(IReadOnlyList<T> Items, long? Next);

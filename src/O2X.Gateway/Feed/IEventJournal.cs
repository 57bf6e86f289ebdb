namespace O2X.Gateway.Feed;

/// <summary>
/// The port to what keeps statuses, events and reports of the link, in the order of their numbers. The feed is its only writer; a record
/// is told to listeners when <see cref="AppendAsync"/> has completed, and not before.
/// </summary>
/// <remarks>Reads may come from several threads, also while something is appended.</remarks>
internal interface IEventJournal
{
    /// <summary>Opens it, once, before anything else.</summary>
    /// <returns>The number of the last record; 0 when there has never been one. It is never given out twice, also when records were deleted.</returns>
    ValueTask<long> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Keeps records; completes when they survive the end of the process. All of them or none.</summary>
    ValueTask AppendAsync(IReadOnlyList<FeedRecord> records, CancellationToken cancellationToken);

    /// <summary>The records after a number, oldest first.</summary>
    /// <param name="after">The number; 0 for all.</param>
    /// <param name="most">The most records.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<JournalPage> ReadAfterAsync(long after, int most, CancellationToken cancellationToken);

    /// <summary>The newest records, oldest first.</summary>
    /// <param name="most">The most records.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<JournalPage> ReadLatestAsync(int most, CancellationToken cancellationToken);
}

/// <summary>Some records of a journal.</summary>
/// <param name="Records">The records, oldest first.</param>
/// <param name="Oldest">The number of the oldest record that is kept at all; one more than <paramref name="Newest"/> when none is.</param>
/// <param name="Newest">The number of the newest record that there has been.</param>
internal sealed record JournalPage(IReadOnlyList<FeedRecord> Records, long Oldest, long Newest);

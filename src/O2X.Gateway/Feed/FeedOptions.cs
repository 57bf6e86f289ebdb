namespace O2X.Gateway.Feed;

/// <summary>How much the feed holds in memory.</summary>
/// <param name="ListenerLimit">The most records that wait for one listener; what is more is read from the journal.</param>
/// <param name="PendingLimit">The most records that wait for a journal that fails; what is more is given up, oldest first.</param>
internal sealed record FeedOptions(int ListenerLimit = 1024, int PendingLimit = 100_000);

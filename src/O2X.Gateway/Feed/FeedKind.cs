namespace O2X.Gateway.Feed;

/// <summary>The kinds of what the feed tells.</summary>
internal enum FeedKind
{
    /// <summary>The vehicle's values: only the newest count, and they are in no journal.</summary>
    Information,

    /// <summary>The vehicle's state at a change of its status.</summary>
    Status,

    /// <summary>Something happened: <c>disconnected</c>, <c>cantCharge</c>.</summary>
    Event,

    /// <summary>The state of the link at a change.</summary>
    Link,

    /// <summary>Some records that a listener asked for are not kept any more; the records after it are.</summary>
    Gap,
}

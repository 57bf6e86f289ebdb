using O2X.Gateway.Feed;

namespace O2X.Gateway.Streaming;

/// <summary>What the kinds of records are called outside.</summary>
internal static class EventNames
{
    public static string Of(FeedKind kind) => kind switch
    {
        FeedKind.Information => "information",
        FeedKind.Status => "status",
        FeedKind.Event => "event",
        FeedKind.Link => "link",
        _ => "gap",
    };
}

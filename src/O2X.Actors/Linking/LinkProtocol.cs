using O2X.Links;

namespace O2X.Actors.Linking;

/// <summary>The conversation between the engine's edge and its link.</summary>
internal static class LinkProtocol
{
    /// <summary>Answered with <see cref="SubscribeReply"/>.</summary>
    public sealed record Subscribe(SubscribeRequest Request);

    /// <summary>Answered with <see cref="UnsubscribeReply"/>, once the link is closed.</summary>
    public sealed record Unsubscribe(string Owner);

    /// <summary>Answered with <see cref="Timeouts"/>.</summary>
    public sealed record SetTimeouts(TimeSpan? Scan, TimeSpan? LooseConnection, TimeSpan? ChangeStatus);

    /// <summary>Answered with <see cref="DataCleared"/>.</summary>
    public sealed record ClearData;

    /// <summary>The last information is gone, or could not be removed from the store.</summary>
    public sealed record DataCleared(string? Failure);

    /// <summary>Answered with <see cref="VehicleForgotten"/>.</summary>
    public sealed record ForgetVehicle;

    /// <summary>The remembered vehicle is gone; false while one is subscribed to.</summary>
    public sealed record VehicleForgotten(bool IsForgotten, string? Failure = null);

    /// <summary>End everything. Answered with <see cref="ShutDown"/>.</summary>
    public sealed record Shutdown;

    /// <summary>Nothing is open any more.</summary>
    public sealed record ShutDown;

    /// <summary>The transport says that a link ended.</summary>
    public sealed record LinkEnded(long Epoch, LinkFault Fault);

    /// <summary>The transport became usable or unusable.</summary>
    public sealed record TransportChanged(TransportState State);
}

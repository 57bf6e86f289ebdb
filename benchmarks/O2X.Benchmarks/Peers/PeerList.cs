using O2X.Benchmarks.Measurement;
using O2X.Benchmarks.Peers.Orleans;

namespace O2X.Benchmarks.Peers;

/// <summary>All that the engine is measured against, each with a short key.</summary>
internal static class PeerList
{
    public static IReadOnlyList<(string Key, Contender Contender)> All { get; } =
    [
        ("akka", TwoActors.Contender),
        ("akka-streams", AkkaStreams.Contender),
        ("akka-streams-awaited", AkkaStreamsAwaited.Contender),
        ("channels", ChannelAndRx.Contender),
        ("channels-unbounded", ChannelAndRx.Unbounded),
        ("rx", RxObserveOn.Contender),
        ("rx-direct", RxOnTheCallersThread.Contender),
        ("r3", R3ObserveOn.Contender),
        ("r3-direct", R3OnTheCallersThread.Contender),
        ("proto", ProtoActors.Contender),
        ("orleans", OrleansObservers.Contender),
        ("orleans-awaited", OrleansObserversAwaited.Contender),
        ("orleans-streams", OrleansStreams.Contender),
        ("floor", DirectCall.Contender),
    ];
}

using System.Diagnostics;

namespace O2X.Actors.Diagnostics;

/// <summary>What the engine traces: one activity, <c>o2x.connect</c>, for each attempt at a link.</summary>
/// <remarks>
/// <para>
/// It lasts from the state <see cref="LinkState.Connecting"/> until <see cref="LinkState.Ready"/> or the attempt's end, on the engine's
/// clock, has no parent, and fails with the fault's detail as description. Nothing is made while nobody listens.
/// </para>
/// <para>
/// Tags: <c>o2x.transport</c> and <c>o2x.transport.kind</c> as <see cref="Links.TransportInfo"/> says them, <c>o2x.profile</c>,
/// <c>o2x.vin</c> (masked), <c>o2x.epoch</c> (the number of the attempt), <c>o2x.outcome</c> (<c>ready</c>, <c>failed</c>,
/// <c>wrong-vehicle</c>, <c>cancelled</c>), and <c>o2x.reason</c> (a <see cref="Links.LinkLossReason"/>) unless it is ready.
/// </para>
/// </remarks>
public static class O2XActivities
{
    /// <summary>The name of the <see cref="ActivitySource"/>: for <c>AddSource</c> of OpenTelemetry.</summary>
    public const string SourceName = "O2X";

    internal static ActivitySource Source { get; } = new(SourceName);
}

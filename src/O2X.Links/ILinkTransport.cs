namespace O2X.Links;

/// <summary>
/// One way of reaching vehicles: a radio, a CAN interface, a log, a simulator. It does three things: says whether it is usable,
/// scans, and connects.
/// </summary>
/// <remarks>
/// <para>
/// A transport may call its sinks from any thread, but one sink never from two threads at a time. Every step can be cancelled, and
/// a step that was cancelled or failed leaves nothing open. An expected failure is a <see cref="LinkException"/> with its
/// <see cref="LinkFault"/>; whatever else comes out of a transport is taken for a bug of it, and ends the attempt.
/// </para>
/// <para>Several engines may share one transport; it gives them turns.</para>
/// </remarks>
public interface ILinkTransport : IAsyncDisposable
{
    /// <summary>What kind of transport this is, and its name.</summary>
    TransportInfo Info { get; }

    /// <summary>
    /// The clock that packets and sightings are stamped with; an engine on this transport runs on it. A <see cref="Time.VirtualClock"/>
    /// makes the engine run on that clock's one line of execution.
    /// </summary>
    TimeProvider Clock { get; }

    /// <summary>
    /// Whether the transport is usable: hot, replays the present state to a new observer, then each change; completes when the
    /// transport is disposed of; never fails.
    /// </summary>
    IObservable<TransportState> State { get; }

    /// <summary>Starts a scan. It goes on until what is returned is disposed of, which completes when it has stopped.</summary>
    /// <param name="filter">What is sought; a transport may tell more than this, never less.</param>
    /// <param name="sink">Takes the sightings; called again for a vehicle whenever it is heard again.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="LinkException">The transport cannot scan; the fault says why.</exception>
    Task<IAsyncDisposable> StartScanAsync(ScanFilter filter, IScanSink sink, CancellationToken cancellationToken);

    /// <summary>Connects to what was sighted.</summary>
    /// <param name="sighting">A sighting of this transport.</param>
    /// <param name="sink">Takes the packets, from now until the link is disposed of, and the loss of the link.</param>
    /// <param name="cancellationToken">Cancels the attempt and leaves nothing open.</param>
    /// <exception cref="LinkException">The link could not be made; the fault says why.</exception>
    Task<ILink> ConnectAsync(Sighting sighting, ILinkSink sink, CancellationToken cancellationToken);
}

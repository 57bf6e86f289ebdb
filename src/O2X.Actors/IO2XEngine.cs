using O2X.Actors.Diagnostics;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Actors;

/// <summary>
/// Finds one vehicle, links to it, and streams what it says. It comes back by itself after every loss, and says why it is not there.
/// </summary>
/// <remarks>
/// <para>
/// All members are safe for use by several threads. The four observables are hot and live for as long as the engine: they may be
/// subscribed to before <see cref="SubscribeAsync"/>, stay open after <see cref="UnsubscribeAsync"/>, complete when the engine is
/// disposed of, and fail only for a subscriber of their own that fell behind (<see cref="StreamOverflowException"/>). The loss of
/// a link is an element, never an error.
/// </para>
/// <para>
/// Each observer has a bounded queue of its own and is called from the thread pool (or <see cref="EngineOptions.Delivery"/>), one
/// call at a time and in order; one that is slow or throws hurts nobody else. On a <see cref="Links.Time.VirtualClock"/> observers
/// are called on that clock's line of execution; one that blocks there until a call to the engine completes waits for ever.
/// </para>
/// </remarks>
public interface IO2XEngine : IAsyncDisposable
{
    /// <summary>Where the engine hears vehicles.</summary>
    TransportInfo Source { get; }

    /// <summary>The clock that the engine runs on.</summary>
    TimeProvider Clock { get; }

    /// <summary>
    /// The vehicle's state whenever it was refreshed, at most every <see cref="EngineOptions.InformationInterval"/>, and once when the
    /// link becomes ready or stale. Replays the present state. A slow observer gets the newest; the gaps in
    /// <see cref="VehicleSnapshot.Sequence"/> count what it missed. On a lossless source nothing is skipped: the source waits.
    /// </summary>
    IObservable<VehicleSnapshot> Information { get; }

    /// <summary>
    /// The vehicle's state at each change of its status that has held for <see cref="Timeouts.ChangeStatus"/>; the first known status
    /// is one. Replays the last. Lossless up to <see cref="EngineOptions.QueueLimit"/>.
    /// </summary>
    IObservable<VehicleSnapshot> Status { get; }

    /// <summary>What happens: <c>disconnected</c>, <c>cantCharge</c>. Replays nothing. Lossless up to <see cref="EngineOptions.QueueLimit"/>.</summary>
    IObservable<VehicleEvent> Events { get; }

    /// <summary>
    /// The state of the link at each change, with the reason, and reports of invalid data. Replays the last. Lossless up to
    /// <see cref="EngineOptions.QueueLimit"/>.
    /// </summary>
    IObservable<LinkReport> Link { get; }

    /// <summary>The vehicle that is subscribed to, also while it is still sought; null when none is, or its VIN is not known yet.</summary>
    Vin? SubscribedVin { get; }

    /// <summary>The vehicle that <c>firstTime = false</c> would seek.</summary>
    RememberedVehicle? Remembered { get; }

    /// <summary>The last information received, kept over losses, unsubscribing and restarts (decisions.md D8, D33); null when there is none.</summary>
    VehicleInformation? LastInformation { get; }

    /// <summary>The last report of <see cref="Link"/>.</summary>
    LinkReport LinkReport { get; }

    /// <summary>The timeouts in force.</summary>
    Timeouts Timeouts { get; }

    /// <summary>What became of the packets of the present subscription.</summary>
    EngineCounters Counters { get; }

    /// <summary>Whether everything that a scan hears is logged; default no. The SDK's log level <c>high</c> (sdk-reference 2.8).</summary>
    bool LogsSightings { get; set; }

    /// <summary>
    /// Says why there are data, or why there are none. Made on call of what is known already: it asks nobody and never blocks, and it
    /// still answers when the engine was disposed of.
    /// </summary>
    Diagnosis Diagnose();

    /// <summary>
    /// Completes when the engine has ended and does nothing any more: it was disposed of, or its actors or their actor system were
    /// stopped. Never fails. What is read of an engine that has ended is what was known last.
    /// </summary>
    Task Completion { get; }

    /// <summary>Subscribes to a vehicle. Accepted means: the request is valid, the source is usable, and the search begins (D1).</summary>
    /// <returns>Whether it was accepted, and if not, why. Expected refusals are answers, not exceptions.</returns>
    /// <exception cref="ObjectDisposedException">The engine was disposed of.</exception>
    Task<SubscribeReply> SubscribeAsync(SubscribeRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the subscription. Completes when the link is closed; nothing new is told of the vehicle after that, but what waits for a
    /// slow observer still comes.
    /// </summary>
    /// <param name="owner">Who subscribed.</param>
    /// <param name="cancellationToken">Gives up waiting; the subscription ends all the same.</param>
    Task<UnsubscribeReply> UnsubscribeAsync(string owner = SubscribeRequest.DefaultOwner, CancellationToken cancellationToken = default);

    /// <summary>Sets timeouts; what is null is kept. Takes effect at once, also on what is under way (D13).</summary>
    /// <returns>The timeouts now in force.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; none is taken.</exception>
    Task<Timeouts> SetTimeoutsAsync(
        TimeSpan? scan = null, TimeSpan? looseConnection = null, TimeSpan? changeStatus = null, CancellationToken cancellationToken = default);

    /// <summary>Empties what <see cref="LastInformation"/> gives, also on disk (D25).</summary>
    Task ClearDataAsync(CancellationToken cancellationToken = default);

    /// <summary>Forgets the remembered vehicle.</summary>
    /// <returns>False while a vehicle is subscribed to: then nothing is forgotten (D32).</returns>
    Task<bool> ForgetVehicleAsync(CancellationToken cancellationToken = default);
}

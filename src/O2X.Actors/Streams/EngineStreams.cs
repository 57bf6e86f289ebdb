using Microsoft.Extensions.Logging;
using O2X.Vehicles;

namespace O2X.Actors.Streams;

/// <summary>The four streams of one engine.</summary>
internal sealed class EngineStreams
{
    public EngineStreams(IDelivery delivery, bool isLossless, int limit, ILogger logger)
    {
        LosslessPlaces = LosslessSubscriber<VehicleSnapshot>.PlacesFor(limit);
        Information = isLossless
            ? new(nameof(Information), delivery, logger, LosslessPlaces)
            : new(nameof(Information), delivery, logger, (stream, observer) => new NewestSubscriber<VehicleSnapshot>(stream, observer));
        Status = new(nameof(Status), delivery, logger, (stream, observer) => new BoundedSubscriber<VehicleSnapshot>(stream, observer, limit));
        Events = new(nameof(Events), delivery, logger, (stream, observer) => new BoundedSubscriber<VehicleEvent>(stream, observer, limit));
        Link = new(nameof(Link), delivery, logger, (stream, observer) => new BoundedSubscriber<LinkReport>(stream, observer, limit));
    }

    /// <summary>How many elements of <see cref="Information"/> wait for one observer of a lossless source.</summary>
    public int LosslessPlaces { get; }

    public VehicleStream<VehicleSnapshot> Information { get; }

    public VehicleStream<VehicleSnapshot> Status { get; }

    public VehicleStream<VehicleEvent> Events { get; }

    public VehicleStream<LinkReport> Link { get; }

    public void Complete()
    {
        Information.Complete();
        Status.Complete();
        Events.Complete();
        Link.Complete();
    }
}

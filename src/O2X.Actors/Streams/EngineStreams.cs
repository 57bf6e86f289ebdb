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
            ? new LosslessStream<VehicleSnapshot>(nameof(Information), delivery, logger, LosslessPlaces)
            : new QueueStream<VehicleSnapshot>(
                nameof(Information), delivery, logger, static (stream, observer) => new NewestSubscriber<VehicleSnapshot>(stream, observer));
        Status = Bounded<VehicleSnapshot>(nameof(Status));
        Events = Bounded<VehicleEvent>(nameof(Events));
        Link = Bounded<LinkReport>(nameof(Link));

        QueueStream<T> Bounded<T>(string name) =>
            new(name, delivery, logger, static (stream, observer) => new BoundedSubscriber<T>(stream, observer, stream.Limit), limit);
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

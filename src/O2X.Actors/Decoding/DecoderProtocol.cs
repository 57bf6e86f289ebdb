using O2X.Vehicles;
using O2X.Vehicles.Decoding;
using O2X.Vehicles.Tracking;

namespace O2X.Actors.Decoding;

/// <summary>The conversation between the link and its decoder.</summary>
internal static class DecoderProtocol
{
    /// <summary>A link opens: its packets come from this sink. Nothing is published yet.</summary>
    public sealed record Attach(LinkSink Sink, PayloadKind Payload, Vin? Vin);

    /// <summary>The link is ready: publish.</summary>
    public sealed record Publish(long Epoch, Vin? Vin);

    /// <summary>The link is over; what waits is decoded first, or dropped. Answered with <see cref="Detached"/>.</summary>
    public sealed record Detach(long Epoch, bool DecodeRest);

    /// <summary>Everything of the link is decoded or dropped, and the values are stale.</summary>
    public sealed record Detached(long Epoch);

    /// <summary>Other times for the state machines.</summary>
    public sealed record ChangeOptions(TrackerOptions Options);

    /// <summary>Another vehicle: forget what is known of the last one.</summary>
    public sealed record Forget
    {
        public static Forget Instance { get; } = new();
    }

    /// <summary>Packets wait in a sink.</summary>
    public sealed record Drain(LinkSink Sink);

    /// <summary>Asks the link to send a message back: it comes after whatever the link had to say before.</summary>
    public sealed record Echo(object Message);

    /// <summary>An observer that held a lossless link up has room again.</summary>
    public sealed record RoomAgain
    {
        public static RoomAgain Instance { get; } = new();
    }

    /// <summary>The first packet of the link was decoded.</summary>
    public sealed record FirstPacket(long Epoch);

    /// <summary>The vehicle said its VIN.</summary>
    public sealed record VinHeard(long Epoch, Vin Vin);

    /// <summary>Malformed or implausible packets came (at most once in 10 s).</summary>
    public sealed record InvalidData(long Epoch, DecodeCounters Counters);

    /// <summary>The decoder crashed for the third time within a minute, and does not get anywhere with this link.</summary>
    public sealed record KeepsCrashing(long Epoch);

    /// <summary>The status changed or something happened: what is kept on disk is out of date.</summary>
    public sealed record WorthSaving(long Epoch);
}

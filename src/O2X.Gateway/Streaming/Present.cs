using System.Buffers;
using System.Text;
using O2X.Gateway.Api;
using O2X.Gateway.Feed;
using O2X.Vehicles.Json;

namespace O2X.Gateway.Streaming;

/// <summary>Tells how things stand: the link, and the last information.</summary>
internal static class Present
{
    /// <summary>Writes both as events.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="requested">The vehicle; of one that the engine does not have nothing is known.</param>
    /// <param name="id">The last record that the listener knows.</param>
    public static void Write(IBufferWriter<byte> output, RequestedVehicle requested, long id)
    {
        if (!requested.IsLive) return;
        var view = requested.Live.View();
        // A number is that of one record alone, and this report is none.
        EventText.WriteId(output, id);
        EventText.WriteEnd(output);
        EventText.WriteWithoutId(output, FeedKind.Link, FeedRecord.Link(id, requested.Id, view.Link).Json.Span);
        if (view.Information is { } information)
            EventText.Write(output, FeedKind.Information, id, Encoding.UTF8.GetBytes(VehicleJson.Serialize(information)));
    }
}

using System.Threading.Channels;
using O2X.Links;

namespace O2X.EndToEnd.Host;

/// <summary>Prints the sightings of a scan.</summary>
internal sealed class PrintingScanSink(Report report) : IScanSink
{
    private readonly TaskCompletionSource<Sighting?> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first sighting; null when the scan ended without one.</summary>
    public Task<Sighting?> First => _first.Task;

    public void OnSighting(Sighting sighting)
    {
        report.Write("sighting", ("address", sighting.Address), ("bus", sighting.IsBus), ("at", sighting.Timestamp));
        _first.TrySetResult(sighting);
    }

    public void OnEnded(LinkFault fault)
    {
        report.Write("scan ended", fault);
        _first.TrySetResult(null);
    }
}

/// <summary>Prints the packets of a link.</summary>
internal sealed class PrintingLinkSink(Report report) : ILinkSink
{
    private readonly TaskCompletionSource<bool> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<bool> Closed => _closed.Task;

    public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp)
    {
        report.WritePacket(packet);
        return true;
    }

    public ValueTask<bool> WaitForRoomAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

    public void OnClosed(LinkFault fault)
    {
        report.Write("closed", fault);
        _closed.TrySetResult(true);
    }
}

/// <summary>Prints the states of a transport and queues them.</summary>
internal sealed class PrintingStateObserver(Report report) : IObserver<TransportState>
{
    private readonly Channel<TransportState> _states = Channel.CreateUnbounded<TransportState>();

    public ChannelReader<TransportState> States => _states.Reader;

    public void OnNext(TransportState value)
    {
        report.Write("state", ("availability", value.Availability.ToString()), ("detail", value.Detail), ("advice", value.Advice));
        _states.Writer.TryWrite(value);
    }

    public void OnCompleted()
    {
        report.Write("state completed");
        _states.Writer.TryComplete();
    }

    public void OnError(Exception error) => report.Write("state failed", ("detail", error.Message));
}

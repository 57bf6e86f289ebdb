namespace O2X.Links.Can.SocketCan;

/// <summary>A link to a bus: hands every frame that the socket receives to the sink.</summary>
internal sealed class CanLink : IBusLink, ICanReceiver
{
    private readonly ILinkSink _sink;
    private readonly CanReception _reception;

    public CanLink(CanSocket socket, TimeProvider clock, string interfaceName, ILinkSink sink, Func<Task>? failed = null)
    {
        _sink = sink;
        _reception = new CanReception(socket, clock, interfaceName, this, failed);
    }

    void ICanReceiver.OnFrame(ReadOnlySpan<byte> frame, long timestamp) => _sink.TryWrite(frame, timestamp);

    void ICanReceiver.OnEnded(LinkFault fault) => _sink.OnClosed(fault);

    public ValueTask DisposeAsync() => _reception.DisposeAsync();
}

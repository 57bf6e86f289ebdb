using System.Buffers.Binary;

namespace O2X.Links.Can.SocketCan;

/// <summary>A scan of a bus: the first known frame is a sighting, and again one a second later at the earliest.</summary>
internal sealed class CanScan : IAsyncDisposable, ICanReceiver
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _interfaceName;
    private readonly IScanSink _sink;
    private readonly CanReception _reception;
    private long? _last;

    public CanScan(CanSocket socket, TimeProvider clock, string interfaceName, IScanSink sink, Func<Task>? failed = null)
    {
        _interfaceName = interfaceName;
        _sink = sink;
        _reception = new CanReception(socket, clock, interfaceName, this, failed);
    }

    void ICanReceiver.OnFrame(ReadOnlySpan<byte> frame, long timestamp)
    {
        if (!CanFilter.IsKnownData(BinaryPrimitives.ReadUInt32LittleEndian(frame))) return;
        if (timestamp - _last < Interval.Ticks) return;
        _last = timestamp;
        _sink.OnSighting(new Sighting(_interfaceName, timestamp) { Name = _interfaceName, IsBus = true });
    }

    void ICanReceiver.OnEnded(LinkFault fault) => _sink.OnEnded(fault);

    public ValueTask DisposeAsync() => _reception.DisposeAsync();
}

using O2X.Vehicles.Can;

namespace O2X.Vehicles.OpenLink.Serving;

/// <summary>
/// The raw CAN packets: frames wait until a packet is full or the oldest has waited long enough. There is room for so many; the
/// oldest make way.
/// </summary>
internal sealed class FramesFeed(long interval)
{
    private const int Room = 256;
    private static readonly long MostPatience = TimeSpan.FromMilliseconds(100).Ticks;

    private readonly Queue<(CanFrame Frame, long At)> _frames = new(Room);
    private readonly OpenLinkFrameWriter _writer = new();
    private long _lastAt = long.MinValue / 2;
    private byte _next;
    private int _bytes;

    public long Dropped { get; private set; }

    public long NotCarried { get; private set; }

    public void Tell(in CanFrame frame, long at)
    {
        if (!OpenLinkFrames.Carries(frame))
        {
            NotCarried++;
            return;
        }

        if (_frames.Count == Room)
        {
            _bytes -= Cost(_frames.Dequeue().Frame);
            Dropped++;
        }

        _frames.Enqueue((frame, at));
        _bytes += Cost(frame);
    }

    /// <summary>Nobody listens: what waits is not kept for those that come later.</summary>
    public void Clear()
    {
        _frames.Clear();
        _bytes = 0;
    }

    /// <summary>When the next packet is to be sent.</summary>
    /// <param name="centrals">How many share the rate.</param>
    /// <param name="capacity">The longest packet.</param>
    public long Due(int centrals, int capacity)
    {
        if (_frames.Count == 0) return long.MaxValue;
        // A full packet is one that the longest frame does not fit into any more.
        var isFull = _bytes + OpenLinkFrames.RecordHeaderLength + CanFrame.MaxDataLength > Content(capacity);
        return Math.Max(_lastAt + (interval * Math.Max(1, centrals)), isFull ? long.MinValue : _frames.Peek().At + MostPatience);
    }

    public byte[] Send(long now, int capacity)
    {
        _lastAt = now;
        _writer.Capacity = capacity;
        while (_frames.TryPeek(out var next) && _writer.TryAdd(next.Frame, next.At))
        {
            _frames.Dequeue();
            _bytes -= Cost(next.Frame);
        }

        return _writer.Finish(_next++).ToArray();
    }

    private static int Content(int capacity) => capacity - OpenLinkFrames.HeaderLength - OpenLinkFrames.ChecksumLength;

    private static int Cost(in CanFrame frame) => OpenLinkFrames.RecordHeaderLength + frame.Length;
}

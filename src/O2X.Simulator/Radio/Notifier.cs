using System.Collections.Immutable;
using O2X.Links.Time;

namespace O2X.Simulator.Radio;

/// <summary>Sends a characteristic's packets to those that are subscribed; its timer runs only while there are any.</summary>
internal sealed class Notifier(TimeProvider clock, TimeSpan interval, Notifier.PacketSource source)
{
    private readonly Lock _gate = new();
    private readonly Lock _sending = new();
    private readonly byte[] _packet = new byte[Vehicles.OpenLink.OpenLinkEncoder.PacketLength];
    private ImmutableArray<VirtualLink> _subscribers = [];
    private ITimer? _timer;

    /// <summary>Writes the next packet; false when there is none to send now.</summary>
    internal delegate bool PacketSource(Span<byte> packet, long now);

    public bool IsRunning
    {
        get
        {
            lock (_gate) return _timer is not null;
        }
    }

    public void Add(VirtualLink link)
    {
        lock (_gate)
        {
            if (_subscribers.Contains(link)) return;
            _subscribers = _subscribers.Add(link);
            _timer ??= clock.CreateTimer(static self => ((Notifier)self!).Send(), this, TimeSpan.Zero, interval);
        }
    }

    public void Remove(VirtualLink link)
    {
        lock (_gate)
        {
            _subscribers = _subscribers.Remove(link);
            if (!_subscribers.IsEmpty) return;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Send()
    {
        // A clock with threads may call again before the last call has ended.
        lock (_sending)
        {
            var now = clock.GetTicks();
            if (!source(_packet, now)) return;
            foreach (var link in _subscribers) link.Deliver(_packet, now);
        }
    }
}

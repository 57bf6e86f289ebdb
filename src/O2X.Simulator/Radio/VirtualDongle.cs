using System.Collections.Immutable;
using O2X.Links;
using O2X.Links.Time;
using O2X.Simulator.Cars;

namespace O2X.Simulator.Radio;

/// <summary>
/// A dongle of the open link in a virtual car, and the faults that it can be made to have. Its timers run only while somebody is
/// subscribed.
/// </summary>
/// <remarks>Safe for use by several threads. A fault lasts until it is taken back.</remarks>
public sealed partial class VirtualDongle
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Notifier _information;
    private readonly Notifier? _measurements;
    private ImmutableArray<VirtualLink> _links = [];
    private bool _inRange = true;

    internal VirtualDongle(VirtualCar car, string address, TimeProvider clock, DongleOptions options, int seed)
    {
        options.Validate();
        Car = car;
        Options = options;
        _clock = clock;
        _address = address;
        _random = new Random(seed);
        _started = clock.GetTicks();
        _information = new Notifier(clock, options.InformationInterval, NextInformation);
        _measurements = options.MeasurementsInterval is { } interval ? new Notifier(clock, interval, NextMeasurements) : null;
    }

    /// <summary>The car that the dongle is in.</summary>
    public VirtualCar Car { get; }

    /// <summary>How the dongle is set up.</summary>
    public DongleOptions Options { get; }

    /// <summary>How strong its signal is, dBm, give or take 3; default -60.</summary>
    public int Rssi { get; set; } = -60;

    /// <summary>Whether it can be heard; going out of range loses its links as a supervision timeout does. Default yes.</summary>
    public bool InRange
    {
        get
        {
            lock (_gate) return _inRange;
        }

        set
        {
            lock (_gate) _inRange = value;
            if (!value) DropLink();
        }
    }

    /// <summary>Fault: links stand, but no packets come.</summary>
    public bool Silent { get; set; }

    /// <summary>Fault: packets come with a wrong checksum.</summary>
    public bool Garbled { get; set; }

    /// <summary>Fault: a connection is refused at once.</summary>
    public bool RefuseConnect { get; set; }

    /// <summary>Fault: a connection is never made, until it is given up.</summary>
    public bool HangConnect { get; set; }

    /// <summary>Fault: a connection is made, and then its services are never found, until it is given up.</summary>
    public bool HangDiscovery { get; set; }

    /// <summary>How many links are open.</summary>
    public int OpenLinks => Links.Length;

    internal int RunningTimers => (_information.IsRunning ? 1 : 0) + (_measurements is { IsRunning: true } ? 1 : 0);

    internal bool IsFull => TakenByOthers || OpenLinks >= Options.MostCentrals;

    private ImmutableArray<VirtualLink> Links
    {
        get
        {
            lock (_gate) return _links;
        }
    }

    /// <summary>Loses all links at once.</summary>
    public void DropLink(LinkLossReason reason = LinkLossReason.LinkLoss) => DropLink(new LinkFault(reason));

    internal void DropLink(LinkFault fault)
    {
        foreach (var link in Links) link.Lose(fault);
    }

    /// <summary>Makes a link, if the dongle hears the call and has room.</summary>
    internal VirtualLink? TryAttach(ILinkSink sink)
    {
        lock (_gate)
        {
            if (!_inRange || IsOutOfReach || TakenByOthers || _links.Length >= Options.MostCentrals) return null;
            var link = new VirtualLink(this, sink);
            _links = _links.Add(link);
            return link;
        }
    }

    internal void Detach(VirtualLink link)
    {
        lock (_gate) _links = _links.Remove(link);
        _information.Remove(link);
        _measurements?.Remove(link);
    }
}

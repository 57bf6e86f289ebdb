using O2X.TestKit;
using O2X.Vehicles;

namespace O2X.Actors.Tests.Faults;

/// <summary>A vehicle on the bus of an <see cref="EngineBench"/> that says everything once a second, as long as it is awake.</summary>
internal sealed class TalkingBus : IDisposable
{
    private readonly EngineBench _bench;
    private readonly ITimer _timer;

    public TalkingBus(EngineBench bench)
    {
        _bench = bench;
        _timer = bench.Clock.CreateTimer(_ => Talk(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public bool IsAsleep { get; set; }

    /// <summary>What it says; null: it says none.</summary>
    public Vin? Vin { get; set; } = AmiBus.Vin;

    /// <summary>Everything on the bus ends for this reason.</summary>
    public void Break(Links.LinkFault fault)
    {
        _bench.Transport.EndScan(fault);
        foreach (var link in _bench.Transport.Links.Where(link => !link.IsClosed).ToList()) link.End(fault);
    }

    public void Dispose() => _timer.Dispose();

    private void Talk()
    {
        if (IsAsleep) return;
        _bench.Transport.Sight();
        if (_bench.Transport.OpenLinks == 0) return;
        _bench.Transport.Link.Everything();
        if (Vin is not null) _bench.Transport.Link.SayVin(Vin);
    }
}

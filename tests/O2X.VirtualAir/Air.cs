using O2X.VirtualAir.Hci;

namespace O2X.VirtualAir;

/// <summary>What controllers and peripherals have between them. All of it happens on <see cref="Line"/>.</summary>
internal sealed class Air(TimeProvider clock)
{
    private readonly List<LeController> _controllers = [];

    public AirLine Line { get; } = new();

    public TimeProvider Clock { get; } = clock;

    public void Add(LeController controller) => _controllers.Add(controller);

    public void Remove(LeController controller) => _controllers.Remove(controller);

    /// <summary>The controller of an adapter name.</summary>
    public LeController Find(string name) =>
        _controllers.FirstOrDefault(controller => controller.Name == name) ?? throw new ArgumentException($"there is no {name}");

    /// <summary>An advert is sent: every controller in range hears it, and one of them may connect.</summary>
    public void Send(Advert advert, IPeripheral from)
    {
        foreach (var controller in _controllers.ToArray())
        {
            if (!ReferenceEquals(controller, from)) controller.Hear(advert, from);
        }
    }
}

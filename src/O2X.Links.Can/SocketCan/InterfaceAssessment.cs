namespace O2X.Links.Can.SocketCan;

/// <summary>Judges whether an interface may be listened to as it is set up.</summary>
internal static class InterfaceAssessment
{
    /// <summary>Judges.</summary>
    /// <param name="options">Which interface, and what is allowed.</param>
    /// <param name="link">What the kernel tells of it; null when there is none of that name.</param>
    public static TransportState Assess(SocketCanOptions options, RtnlLink? link)
    {
        var name = options.InterfaceName;
        return link switch
        {
            null => Absent(name),
            { IsCan: false } => new TransportState(Availability.Unsuitable,
                $"{name} is not a CAN interface.", "ip -details link show type can; ip link show type vcan"),
            { IsVirtual: true, IsUp: false } => new TransportState(Availability.Off,
                $"The virtual interface {name} is down.", Up(name)),
            { IsVirtual: true } => TransportState.On,
            { IsUp: false } => new TransportState(Availability.Off,
                $"The interface {name} is down.", link.IsListenOnly ? Up(name) : ListenOnly(name)),
            { IsListenOnly: false } when !options.AllowActiveCan => new TransportState(Availability.Unsuitable,
                link.ControlMode is null
                    ? $"The interface {name} does not tell whether it is in listen-only mode."
                    : $"The interface {name} is not in listen-only mode and could disturb the vehicle's bus.",
                ListenOnly(name)),
            { IsBusOff: true } => new TransportState(Availability.Off,
                $"The controller of {name} is bus-off: too many errors, perhaps another bit rate than the bus has.",
                $"sudo ip link set {name} down; {Up(name)}"),
            _ => TransportState.On,
        };
    }

    private static TransportState Absent(string name) => new(Availability.Absent, $"There is no interface {name}.",
        name.StartsWith("vcan", StringComparison.Ordinal)
            ? $"sudo ip link add dev {name} type vcan; {Up(name)}"
            : "Plug the adapter in; ip link show type can lists what is there.");

    private static string Up(string name) => $"sudo ip link set {name} up";

    private static string ListenOnly(string name) =>
        $"sudo ip link set {name} down; sudo ip link set {name} type can bitrate 500000 listen-only on; {Up(name)}";
}

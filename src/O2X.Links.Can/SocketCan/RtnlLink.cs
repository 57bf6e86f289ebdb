namespace O2X.Links.Can.SocketCan;

/// <summary>What the kernel tells of one network interface.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="HardwareType">What it is (ARPHRD_…).</param>
/// <param name="Flags">Its flags (IFF_…).</param>
internal sealed record RtnlLink(int Index, string Name, ushort HardwareType, uint Flags)
{
    private const ushort HardwareCan = 280;
    private const uint FlagUp = 0x1;
    private const uint ControlListenOnly = 0x2;
    private const uint StateBusOff = 3;

    /// <summary>The kind of driver: <c>can</c> for a controller, <c>vcan</c>, <c>vxcan</c>; null when the kernel names none.</summary>
    public string? Kind { get; init; }

    /// <summary>The controller's modes (CAN_CTRLMODE_…); null when it tells none.</summary>
    public uint? ControlMode { get; init; }

    /// <summary>The controller's error state (CAN_STATE_…); null when it tells none.</summary>
    public uint? ControllerState { get; init; }

    public bool IsCan => HardwareType == HardwareCan;

    public bool IsUp => (Flags & FlagUp) != 0;

    public bool IsVirtual => Kind is "vcan" or "vxcan";

    public bool IsListenOnly => (ControlMode & ControlListenOnly) == ControlListenOnly;

    public bool IsBusOff => ControllerState == StateBusOff;
}

using O2X.Links.Can.SocketCan;

namespace O2X.Links.Can.Tests.SocketCan;

public sealed class InterfaceAssessmentTests
{
    private const string ListenOnly =
        "sudo ip link set can0 down; sudo ip link set can0 type can bitrate 500000 listen-only on; sudo ip link set can0 up";

    private static readonly RtnlLink Controller = new(2, "can0", 280, 1) { Kind = "can", ControlMode = 2, ControllerState = 0 };

    public static TheoryData<string, object?, Availability, string?> Interfaces => new()
    {
        { "not there", null, Availability.Absent, "Plug the adapter in; ip link show type can lists what is there." },
        { "no CAN", Controller with { HardwareType = 1 }, Availability.Unsuitable, "ip -details link show type can; ip link show type vcan" },
        { "virtual, down", Controller with { Kind = "vcan", Flags = 0 }, Availability.Off, "sudo ip link set can0 up" },
        { "virtual, up", Controller with { Kind = "vcan", ControlMode = null }, Availability.On, null },
        { "a pair's end, up", Controller with { Kind = "vxcan", ControlMode = null }, Availability.On, null },
        { "down, active", Controller with { ControlMode = 0, Flags = 0 }, Availability.Off, ListenOnly },
        { "down, listen-only", Controller with { Flags = 0 }, Availability.Off, "sudo ip link set can0 up" },
        { "up, active", Controller with { ControlMode = 0 }, Availability.Unsuitable, ListenOnly },
        { "up, triple sampling alone", Controller with { ControlMode = 4 }, Availability.Unsuitable, ListenOnly },
        { "up, mode not told", Controller with { ControlMode = null }, Availability.Unsuitable, ListenOnly },
        { "up, driver unknown", Controller with { Kind = null, ControlMode = null }, Availability.Unsuitable, ListenOnly },
        { "bus-off", Controller with { ControllerState = 3 }, Availability.Off, "sudo ip link set can0 down; sudo ip link set can0 up" },
        { "up, listen-only", Controller, Availability.On, null },
        { "up, listen-only, error-passive", Controller with { ControllerState = 2 }, Availability.On, null },
    };

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Judges(string what, object? link, Availability availability, string? advice)
    {
        var state = InterfaceAssessment.Assess(new SocketCanOptions("can0"), (RtnlLink?)link);

        Assert.True(state.Availability == availability, $"{what}: {state}");
        Assert.Equal(advice, state.Advice);
        if (availability == Availability.On) Assert.Null(state.Detail);
        else Assert.Contains("can0", state.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Lets_an_active_controller_pass_when_that_is_allowed() =>
        Assert.Equal(TransportState.On, InterfaceAssessment.Assess(
            new SocketCanOptions("can0") { AllowActiveCan = true }, Controller with { ControlMode = 0 }));

    [Fact]
    public void Advises_to_make_a_virtual_interface() => Assert.Equal(
        "sudo ip link add dev vcan3 type vcan; sudo ip link set vcan3 up",
        InterfaceAssessment.Assess(new SocketCanOptions("vcan3"), null).Advice);
}

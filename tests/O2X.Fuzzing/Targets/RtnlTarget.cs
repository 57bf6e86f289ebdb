using O2X.Links.Can.SocketCan;
using O2X.Links.Can.Tests.SocketCan;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>A datagram of the kernel's register of network interfaces.</summary>
internal sealed class RtnlTarget : FuzzTarget
{
    private const string Interface = "can0";

    private static readonly SocketCanOptions Options = new(Interface);
    private static readonly byte[] Good = RtnlMessages.Link(Interface, index: 7, attributes: RtnlMessages.Info("can", RtnlMessages.ControlMode(2)));

    public override string Name => "rtnl";

    public override int LongestInput => 2048;

    public override IEnumerable<byte[]> Seeds =>
    [
        RtnlSamples.Controller, RtnlSamples.Virtual, RtnlSamples.Loopback,
        [.. Good, .. RtnlMessages.Link("vcan0", attributes: RtnlMessages.Info("vcan")), .. RtnlMessages.DumpEnd()],
        RtnlMessages.Link(Interface, type: RtnlMessages.DelLink), RtnlMessages.Refusal(errno: 1), RtnlMessages.DumpEnd(headerFlags: 0x10),
        RtnlMessages.Link(Interface, attributes: RtnlMessages.Info("can", RtnlMessages.ControllerState(3), RtnlMessages.ControlMode(0))),
    ];

    public override IEnumerable<byte[]> Words =>
        [Good, RtnlMessages.DumpEnd(), RtnlMessages.Attribute(3, "can0\0"u8.ToArray()), RtnlMessages.Info("can", RtnlMessages.ControllerState(3)), [0xFF, 0xFF, 0xFF, 0x7F], [16, 0, 0, 0], [4, 0]];

    // What is read is kept in an object, which is made anew for each attribute.
    public override long MostAllocated(int inputLength) => 16 * 1024 + (64 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        var messages = 0;
        for (var rest = input; RtnlLinkParser.TryTake(ref rest, out var message); messages++)
        {
            Holds(message.Kind is RtnlMessageKind.Link or RtnlMessageKind.LinkRemoved == message.Link is not null);
            Holds(Enum.IsDefined(message.Kind));
            Holds(message.Kind == RtnlMessageKind.Error || message.Errno == 0);
            Holds(message.Link is null || !message.Link.Name.Contains('\0', StringComparison.Ordinal));
            Holds(rest.Length <= input.Length - (16 * (messages + 1)));
        }

        Holds(messages <= input.Length / 16);
        FollowsAnInterface(input);
    }

    private static void FollowsAnInterface(ReadOnlySpan<byte> input)
    {
        var tracker = new InterfaceTracker(Interface);
        tracker.BeginList();
        Holds(Enum.IsDefined(tracker.Accept(input)));
        Holds(tracker.Link is null || tracker.Link.Name == Interface);
        var state = InterfaceAssessment.Assess(Options, tracker.Link);
        Holds(tracker.Link is not null || state.Detail is not null);

        tracker.Accept(Good);
        Holds(tracker.Link is { Index: 7, IsCan: true, IsUp: true, IsListenOnly: true });
    }
}

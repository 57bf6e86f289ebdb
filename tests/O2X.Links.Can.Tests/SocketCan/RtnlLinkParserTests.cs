using CsCheck;
using O2X.Links.Can.SocketCan;

namespace O2X.Links.Can.Tests.SocketCan;

public sealed class RtnlLinkParserTests
{
    private static readonly byte[][] Samples = [RtnlSamples.Controller, RtnlSamples.Virtual, RtnlSamples.Loopback];

    [Fact]
    public void Reads_a_controller_as_the_kernel_tells_of_it()
    {
        var link = Only(RtnlSamples.Controller).Link!;

        Assert.Equal((2, "can0", "can"), (link.Index, link.Name, link.Kind));
        Assert.True(link is { IsCan: true, IsUp: true, IsVirtual: false, IsListenOnly: true, IsBusOff: false, ControllerState: 0u });
    }

    [Fact]
    public void Reads_a_virtual_interface_as_the_kernel_tells_of_it()
    {
        var link = Only(RtnlSamples.Virtual).Link!;

        Assert.Equal((3, "vcan0", "vcan"), (link.Index, link.Name, link.Kind));
        Assert.True(link is { IsCan: true, IsUp: true, IsVirtual: true, ControlMode: null, ControllerState: null });
    }

    [Fact]
    public void Reads_an_interface_that_is_not_a_can_interface()
    {
        var link = Only(RtnlSamples.Loopback).Link!;

        Assert.Equal((1, "lo", null), (link.Index, link.Name, link.Kind));
        Assert.False(link.IsCan);
    }

    [Theory]
    [InlineData(0x0u, 0u, false, false)]
    [InlineData(0x1u, 1u, false, false)]
    [InlineData(0x2u, 2u, true, false)]
    [InlineData(0x13u, 3u, true, true)]
    [InlineData(0x11u, 4u, false, false)]
    public void Reads_the_mode_and_state_of_a_controller(uint mode, uint state, bool listenOnly, bool busOff)
    {
        var bytes = RtnlMessages.Link("can0", attributes: RtnlMessages.Info("can", RtnlMessages.ControllerState(state), RtnlMessages.ControlMode(mode)));

        var link = Only(bytes).Link!;

        Assert.Equal((mode, state), (link.ControlMode, link.ControllerState));
        Assert.Equal((listenOnly, busOff), (link.IsListenOnly, link.IsBusOff));
    }

    [Fact]
    public void Does_not_take_another_drivers_data_for_a_controllers() =>
        Assert.Null(Only(RtnlMessages.Link("can0", attributes: RtnlMessages.Info("vlan", RtnlMessages.ControlMode(2)))).Link!.ControlMode);

    [Fact]
    public void Reads_messages_one_after_the_other()
    {
        ReadOnlySpan<byte> datagram = [.. RtnlSamples.Virtual, .. RtnlMessages.DumpEnd(), .. RtnlMessages.Refusal(errno: 1)];

        Assert.True(RtnlLinkParser.TryTake(ref datagram, out var first));
        Assert.True(RtnlLinkParser.TryTake(ref datagram, out var second));
        Assert.True(RtnlLinkParser.TryTake(ref datagram, out var third));
        Assert.False(RtnlLinkParser.TryTake(ref datagram, out _));

        Assert.Equal((RtnlMessageKind.Link, RtnlMessageKind.DumpEnd, RtnlMessageKind.Error), (first.Kind, second.Kind, third.Kind));
        Assert.Equal(1, third.Errno);
    }

    [Fact]
    public void Passes_over_what_bridges_tell_of_their_ports() =>
        Assert.Equal(RtnlMessageKind.Other, Only(RtnlMessages.Link("can0", type: RtnlMessages.DelLink, family: 7)).Kind);

    [Fact]
    public void Notes_an_interrupted_list() => Assert.True(Only(RtnlMessages.DumpEnd(headerFlags: 0x12)).IsInterrupted);

    [Theory]
    [InlineData("")]
    [InlineData("1000000010000000000000000000")] // shorter than a header
    [InlineData("0F000000100000000000000000000000")] // a length below the header's
    [InlineData("11000000100000000000000000000000")] // a length past the end
    [InlineData("FFFFFFFF100000000000000000000000")]
    public void Takes_no_message_that_is_not_whole(string hex)
    {
        ReadOnlySpan<byte> datagram = Convert.FromHexString(hex);

        Assert.False(RtnlLinkParser.TryTake(ref datagram, out _));
    }

    [Fact]
    public void Reads_what_is_there_of_a_link_cut_anywhere()
    {
        foreach (var sample in Samples)
        {
            for (var length = 0; length < sample.Length; length++)
            {
                var body = sample[16..Math.Max(16, length)];
                var message = Only(RtnlMessages.Message(RtnlMessages.NewLink, 0, body));
                Assert.Equal(body.Length >= 16 ? RtnlMessageKind.Link : RtnlMessageKind.Other, message.Kind);
            }
        }
    }

    [Fact]
    public void Comes_to_an_end_of_any_bytes() => Gen.Byte.Array[0, 300].Sample(TakesAtMostWhatIsThere);

    [Fact]
    public void Comes_to_an_end_of_any_spoilt_message() =>
        Gen.Select(Gen.Int[0, Samples.Length - 1], Gen.Select(Gen.Int[0, 1023], Gen.Byte).Array[1, 8])
            .Sample((sample, changes) =>
            {
                var bytes = Samples[sample].ToArray();
                foreach (var (at, value) in changes) bytes[at % bytes.Length] = value;
                return TakesAtMostWhatIsThere(bytes);
            });

    // Each message is at least a header long, so that there can be no more of them than headers fit; their text is no longer than they.
    private static bool TakesAtMostWhatIsThere(byte[] bytes)
    {
        ReadOnlySpan<byte> datagram = bytes;
        var messages = 0;
        while (RtnlLinkParser.TryTake(ref datagram, out var message))
        {
            messages++;
            if (message.Link is { } link && link.Name.Length + (link.Kind?.Length ?? 0) > bytes.Length) return false;
        }

        return messages * 16 <= bytes.Length;
    }

    private static RtnlMessage Only(ReadOnlySpan<byte> datagram)
    {
        Assert.True(RtnlLinkParser.TryTake(ref datagram, out var message));
        Assert.True(datagram.IsEmpty);
        return message;
    }
}

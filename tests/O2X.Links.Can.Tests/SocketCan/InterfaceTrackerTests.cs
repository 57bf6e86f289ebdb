using CsCheck;
using O2X.Links.Can.SocketCan;

namespace O2X.Links.Can.Tests.SocketCan;

public sealed class InterfaceTrackerTests
{
    private readonly InterfaceTracker _tracker = new("can0");

    [Fact]
    public void Finds_the_interface_in_the_list()
    {
        var progress = List(RtnlMessages.Link("lo", index: 1), RtnlMessages.Link("can0", index: 2), RtnlMessages.DumpEnd());

        Assert.Equal(ListProgress.Complete, progress);
        Assert.Equal(2, _tracker.Link!.Index);
    }

    [Fact]
    public void Is_not_done_before_the_list_is() =>
        Assert.Equal(ListProgress.Open, List(RtnlMessages.Link("can0", index: 2)));

    [Fact]
    public void Follows_changes()
    {
        List(RtnlMessages.Link("can0", index: 2, flags: 0), RtnlMessages.DumpEnd());

        _tracker.Accept(RtnlMessages.Link("can0", index: 2, flags: 1));

        Assert.True(_tracker.Link!.IsUp);
    }

    [Fact]
    public void Loses_a_removed_interface()
    {
        List(RtnlMessages.Link("can0", index: 2), RtnlMessages.DumpEnd());

        _tracker.Accept(RtnlMessages.Link("can0", index: 2, type: RtnlMessages.DelLink));

        Assert.Null(_tracker.Link);
    }

    [Fact]
    public void Keeps_the_interface_when_another_is_removed()
    {
        List(RtnlMessages.Link("can0", index: 2), RtnlMessages.DumpEnd());

        _tracker.Accept(RtnlMessages.Link("can1", index: 3, type: RtnlMessages.DelLink));

        Assert.Equal(2, _tracker.Link!.Index);
    }

    [Fact]
    public void Loses_a_renamed_interface()
    {
        List(RtnlMessages.Link("can0", index: 2), RtnlMessages.DumpEnd());

        _tracker.Accept(RtnlMessages.Link("can7", index: 2));

        Assert.Null(_tracker.Link);
    }

    [Fact]
    public void Loses_an_interface_that_a_new_list_does_not_have()
    {
        List(RtnlMessages.Link("can0", index: 2), RtnlMessages.DumpEnd());

        List(RtnlMessages.Link("lo", index: 1), RtnlMessages.DumpEnd());

        Assert.Null(_tracker.Link);
    }

    [Fact]
    public void Asks_again_after_an_interrupted_list() =>
        Assert.Equal(ListProgress.Spoilt, List(RtnlMessages.Link("lo", index: 1, headerFlags: 0x12), RtnlMessages.DumpEnd()));

    [Fact]
    public void Tells_that_the_kernel_refused() => Assert.Equal(ListProgress.Refused, List(RtnlMessages.Refusal(errno: 1)));

    [Fact]
    public void Takes_an_acknowledgement_for_no_refusal() => Assert.Equal(ListProgress.Open, List(RtnlMessages.Refusal(errno: 0)));

    [Fact]
    public void Never_shows_another_interface() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            var tracker = new InterfaceTracker("can0");
            tracker.Accept(RtnlSamples.Virtual);
            tracker.Accept(bytes);
            return tracker.Link is null or { Name: "can0" };
        });

    private ListProgress List(params byte[][] messages)
    {
        _tracker.BeginList();
        return _tracker.Accept([.. messages.SelectMany(message => message)]);
    }
}

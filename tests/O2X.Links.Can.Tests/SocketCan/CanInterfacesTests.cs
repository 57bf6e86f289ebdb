using O2X.Links.Can.SocketCan;

namespace O2X.Links.Can.Tests.SocketCan;

public class CanInterfacesTests
{
    private readonly InterfaceList _list = new();

    [Fact]
    public void Lists_what_a_kernel_told()
    {
        Assert.Equal(ListProgress.Open, _list.Accept([.. RtnlSamples.Loopback, .. RtnlSamples.Virtual]));
        Assert.Equal(ListProgress.Complete, _list.Accept([.. RtnlSamples.Controller, .. RtnlMessages.DumpEnd()]));

        Assert.Equal(
            [
                new CanInterface("can0", TransportState.On) { IsListenOnly = true },
                new CanInterface("vcan0", TransportState.On) { IsVirtual = true },
            ],
            CanInterfaces.Of(_list.Links));
    }

    [Fact]
    public void Says_of_each_whether_it_may_be_listened_to()
    {
        _list.Accept([.. RtnlMessages.Link("can1", index: 1, flags: 0), .. RtnlMessages.Link("vcan1", index: 2, flags: 0, attributes: RtnlMessages.Info("vcan"))]);

        Assert.Equal(["can1 Off", "vcan1 Off"], CanInterfaces.Of(_list.Links).Select(found => $"{found.Name} {found.State.Availability}"));
    }

    [Fact]
    public void Leaves_out_a_name_that_no_source_can_have()
    {
        _list.Accept(RtnlMessages.Link("can 1"));

        Assert.Empty(CanInterfaces.Of(_list.Links));
    }

    [Fact]
    public void Takes_in_what_changes_meanwhile()
    {
        _list.Accept([.. RtnlMessages.Link("can0", index: 1), .. RtnlMessages.Link("can1", index: 2)]);
        _list.Accept([.. RtnlMessages.Link("can2", index: 1), .. RtnlMessages.Link("can1", index: 2, type: RtnlMessages.DelLink)]);

        Assert.Equal("can2", Assert.Single(CanInterfaces.Of(_list.Links)).Name);
    }

    [Fact]
    public void Asks_again_for_a_list_that_was_interrupted() =>
        Assert.Equal(ListProgress.Spoilt, _list.Accept([.. RtnlMessages.Link("can0", headerFlags: 0x10), .. RtnlMessages.DumpEnd()]));

    [Fact]
    public void Knows_a_refusal() => Assert.Equal(ListProgress.Refused, _list.Accept(RtnlMessages.Refusal(13)));

    [Fact]
    public void Lists_those_of_this_machine_or_says_why_not()
    {
        try
        {
            Assert.All(CanInterfaces.List(), found => Assert.True(SocketCanOptions.IsInterfaceName(found.Name)));
        }
        catch (LinkException refusal)
        {
            Assert.NotNull(refusal.Fault.Detail);
            Assert.NotNull(refusal.Fault.Advice);
        }
    }
}

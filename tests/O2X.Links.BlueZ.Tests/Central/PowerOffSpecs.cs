using O2X.Links.Time;
using O2X.TestKit;
using O2X.TestKit.Links;

namespace O2X.Links.BlueZ.Tests.Central;

/// <summary>An adapter that is switched off loses its links first, and says only then that it is off.</summary>
public sealed class PowerOffSpecs : BlueZSpecs
{
    private readonly VirtualClock _clock = new(EngineBench.Start);
    private readonly RecordingLinkSink _sink = new();

    private protected override TimeProvider? Clock => _clock;

    [Fact]
    public async Task Tells_that_the_adapter_is_off_also_where_BlueZ_says_so_a_second_after_the_loss()
    {
        await using var link = await OpenAsync(_sink);
        await DropAsync();

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_sink.Faults);
        Adapter.Power(false);

        Assert.Equal(LinkLossReason.AdapterOff, (await LostAsync(_sink)).Reason);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public async Task Tells_a_loss_without_a_reason_after_a_second_and_a_half()
    {
        await using var link = await OpenAsync(_sink);
        await DropAsync();

        _clock.Advance(TimeSpan.FromSeconds(1.4));
        Assert.Empty(_sink.Faults);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(LinkLossReason.Unknown, Assert.Single(_sink.Faults).Reason);
    }

    [Theory]
    [InlineData(true, LinkLossReason.AdapterOff)]
    [InlineData(false, LinkLossReason.LinkLoss)]
    public async Task Waits_where_BlueZ_says_that_the_link_was_closed_here(bool isAdapter, LinkLossReason reason)
    {
        Adapter.DisconnectReason = ("org.bluez.Reason.Local", "Connection terminated by local host");
        // Sockets that hang up would be heard of before the reason, at times.
        for (var i = 0; i < 2; i++) BlueZ.FailNext("AcquireNotify", "org.bluez.Error.NotSupported");
        await using var link = await OpenAsync(_sink);
        await DropAsync();
        Assert.Empty(_sink.Faults);

        if (isAdapter) Adapter.Power(false);
        else _clock.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(reason, (await LostAsync(_sink)).Reason);
    }

    [Fact]
    public async Task Does_not_wait_where_BlueZ_gives_a_reason_that_is_not_the_adapters()
    {
        Adapter.DisconnectReason = ("org.bluez.Reason.Timeout", "Connection timeout");
        await using var link = await OpenAsync(_sink);

        Adapter.DropLinks();

        Assert.Equal(LinkLossReason.LinkLoss, (await LostAsync(_sink)).Reason);
    }

    [Fact]
    public async Task Does_not_wait_where_BlueZ_says_that_the_adapter_is_being_switched_off()
    {
        Adapter.SetPowerState("on");
        await using var link = await OpenAsync(_sink);

        Adapter.SetPowerState("on-disabling");

        Assert.Equal(LinkLossReason.AdapterOff, (await LostAsync(_sink)).Reason);
        Assert.Equal(Availability.Off, Transport.Current.Availability);
        Adapter.DropLinks();
        Adapter.SetPowerState("on");
        await UntilAsync(() => Transport.Current.Availability == Availability.On);
        Assert.Single(_sink.Faults);
    }

    // When the transport has heard of it, its wait for a reason has begun: nothing else waits by this clock then.
    private async Task DropAsync()
    {
        await UntilAsync(() => _clock.ArmedTimers == 0);
        Adapter.DropLinks();
        await UntilAsync(() => _clock.ArmedTimers == 1);
    }
}

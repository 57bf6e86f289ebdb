using O2X.Actors;
using O2X.Cli.Sessions;
using O2X.Links;
using O2X.TestKit;

namespace O2X.Cli.Tests.Sessions;

public class SubscribingTests
{
    private static readonly RememberedVehicle _remembered = new(AmiBus.OtherVin, "ami-can", "can0");

    [Theory]
    [InlineData(TransportKind.Simulator, false, false, false, true, "VR1AB12C3D4567890")]
    [InlineData(TransportKind.Bus, false, false, false, true, null)]
    [InlineData(TransportKind.Log, false, false, true, true, "VR1AB12C3D4567890")]
    [InlineData(TransportKind.Bus, true, false, false, false, null)]
    [InlineData(TransportKind.Bus, true, false, true, false, "VR1AB12C3D4567890")]
    [InlineData(TransportKind.Bus, true, true, false, true, null)]
    [InlineData(TransportKind.Bus, true, true, true, true, "VR1AB12C3D4567890")]
    [InlineData(TransportKind.Simulator, true, false, false, false, null)]
    public void Takes_the_remembered_vehicle_unless_a_new_one_is_wanted(
        TransportKind kind, bool isRemembered, bool firstTime, bool vinGiven, bool expectedFirstTime, string? expectedVin)
    {
        var request = Subscribing.For(
            new SessionRequest { FirstTime = firstTime, Vin = vinGiven ? AmiBus.Vin : null }, isRemembered ? _remembered : null, kind);

        Assert.Equal((expectedFirstTime, expectedVin), (request.FirstTime, request.Vin?.Full));
    }

    [Theory]
    [InlineData(SubscribeOutcome.DifferentVin, 1, "--first-time")]
    [InlineData(SubscribeOutcome.MissingVin, 1, "--vin VIN")]
    [InlineData(SubscribeOutcome.NothingRemembered, 1, "--first-time --vin VIN")]
    [InlineData(SubscribeOutcome.StoreFailed, 1, "--state DIR")]
    [InlineData(SubscribeOutcome.AlreadySubscribed, 1, "already")]
    [InlineData(SubscribeOutcome.SourceUnavailable, 2, "can0 is down. sudo ip link set can0 up.")]
    [InlineData(SubscribeOutcome.PermissionMissing, 2, "can0 is down. sudo ip link set can0 up.")]
    public void Tells_what_to_do_about_a_refusal(SubscribeOutcome refusal, int code, string advice)
    {
        var reply = new SubscribeReply(refusal, AmiBus.Vin, new TransportState(Availability.Off, "can0 is down.", "sudo ip link set can0 up"));

        var outcome = Subscribing.OutcomeOf(reply, "can:can0");

        Assert.Equal((ExitCode)code, outcome.Code);
        Assert.Contains(advice, outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkLossReason.EndOfSource, true, false, 0, null)]
    [InlineData(LinkLossReason.EndOfSource, false, false, 3, "Give --vin VIN")]
    [InlineData(LinkLossReason.EndOfSource, false, true, 3, "VR1**********7890 was not found")]
    [InlineData(LinkLossReason.ScanTimeout, false, false, 3, "Give --vin VIN")]
    [InlineData(LinkLossReason.ScanTimeout, false, true, 3, "Advice")]
    [InlineData(LinkLossReason.LocalRequest, true, true, 0, null)]
    [InlineData(LinkLossReason.AdapterOff, true, true, 2, "Detail. Advice.")]
    public void Tells_what_the_end_of_a_subscription_means(LinkLossReason reason, bool wasReady, bool vinGiven, int code, string? expected)
    {
        var outcome = Subscribing.OutcomeOf(
            new LinkFault(reason, "Detail.", "Advice."), "can:can0", wasReady, vinGiven ? AmiBus.Vin : null);

        Assert.Equal((ExitCode)code, outcome.Code);
        Assert.Equal(expected is null, outcome.Message is null);
        Assert.Contains(expected ?? "", outcome.Message ?? "", StringComparison.Ordinal);
    }
}

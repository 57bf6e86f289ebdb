using Microsoft.Extensions.Diagnostics.HealthChecks;
using O2X.Actors.Hosting.Health;
using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Hosting.Tests.Health;

public class EngineHealthTests
{
    private const string Masked = "VR1**********7890";

    private static readonly LinkFault _failed = new(LinkLossReason.LinkLoss, "The radio link was lost.");
    private static readonly LinkFault _silent = new(LinkLossReason.BusSilent, "The bus has been silent for 5 s: the vehicle sleeps.");
    private static readonly LinkFault _other = new(LinkLossReason.WrongVehicle, "bus is another vehicle than the one that is sought.");
    private static readonly LinkFault _off = new(LinkLossReason.AdapterOff, "can0 is down.", "ip link set can0 up");

    /// <summary>State, fault, failed attempts, seconds in the state, whether a search was in vain → health, data, description.</summary>
    public static TheoryData<LinkState, LinkFault?, int, double, bool, string, string, string> Table => new()
    {
        { LinkState.Idle, null, 0, 0, false, "Healthy", "None", "No vehicle is subscribed to." },
        { LinkState.Idle, new(LinkLossReason.LocalRequest), 0, 0, false, "Healthy", "None", "No vehicle is subscribed to." },
        { LinkState.Idle, new(LinkLossReason.EndOfSource), 0, 0, false, "Healthy", "None", "The source has come to its end." },
        { LinkState.Idle, new(LinkLossReason.ScanTimeout, "The vehicle was not found within 60 s."), 0, 0, false, "Degraded", "None",
            "The subscription has ended: The vehicle was not found within 60 s." },
        { LinkState.WaitingForAdapter, _off, 0, 0, false, "Degraded", "None", "The source cannot be used: can0 is down." },
        { LinkState.WaitingForAdapter, new(LinkLossReason.PermissionMissing), 0, 0, false, "Degraded", "None",
            "The source cannot be used: PermissionMissing." },
        { LinkState.WaitingForAdapter, _off, 3, 0, true, "Degraded", "None", "The source cannot be used: can0 is down." },
        { LinkState.Scanning, null, 0, 60, false, "Healthy", "Awaited", $"{Masked} is being sought." },
        { LinkState.Scanning, null, 0, 61, false, "Degraded", "None", $"{Masked} has been sought for 61 s: no reason is known." },
        { LinkState.Scanning, _failed, 0, 1, false, "Healthy", "Awaited", $"{Masked} is being sought." },
        { LinkState.Scanning, _failed, 0, 150, false, "Degraded", "None", $"{Masked} has been sought for 2 min: The radio link was lost." },
        { LinkState.Scanning, _failed, 0, 7200, false, "Degraded", "None", $"{Masked} has been sought for 2 h: The radio link was lost." },
        { LinkState.Scanning, _failed, 0, 864_000, false, "Degraded", "None", $"{Masked} has been sought for 10 days: The radio link was lost." },
        { LinkState.Scanning, null, 0, 1, true, "Degraded", "None", $"{Masked} is not found, and is sought again." },
        { LinkState.Scanning, _silent, 0, 1, false, "Healthy", "Idle", $"{Masked} sleeps: its bus is silent." },
        { LinkState.Scanning, _silent, 0, 864_000, false, "Healthy", "Idle", $"{Masked} sleeps: its bus is silent." },
        { LinkState.Scanning, _failed, 1, 1, false, "Degraded", "None", "An attempt has failed: The radio link was lost." },
        { LinkState.Scanning, _other, 0, 1, false, "Degraded", "None",
            "Only another vehicle is there: bus is another vehicle than the one that is sought." },
        { LinkState.Connecting, null, 0, 1, false, "Healthy", "Awaited", $"{Masked} is being linked to." },
        { LinkState.Connecting, _silent, 0, 1, false, "Healthy", "Awaited", $"{Masked} is being linked to." },
        { LinkState.Connecting, _failed, 2, 1, false, "Degraded", "None", "2 attempts in a row have failed: The radio link was lost." },
        { LinkState.Verifying, null, 0, 1, true, "Healthy", "Awaited", $"{Masked} is being linked to." },
        { LinkState.Verifying, _other, 0, 1, false, "Degraded", "None",
            "Only another vehicle is there: bus is another vehicle than the one that is sought." },
        { LinkState.Stale, _failed, 0, 1, false, "Healthy", "Awaited", "The link is lost, and will be made anew: The radio link was lost." },
        { LinkState.Stale, _silent, 0, 1, false, "Healthy", "Idle", $"{Masked} sleeps: its bus is silent." },
        { LinkState.Backoff, _failed, 12, 1, false, "Degraded", "None", "12 attempts in a row have failed: The radio link was lost." },
        { LinkState.Closing, null, 0, 1, false, "Healthy", "Awaited", "The link is being closed." },
        { LinkState.Closing, _failed, 1, 1, false, "Degraded", "None", "An attempt has failed: The radio link was lost." },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Is_told_of(
        LinkState state, LinkFault? fault, int failed, double seconds, bool inVain, string status, string data, string description)
    {
        var report = new LinkReport(state, EngineBench.Start) { Fault = fault, FailedAttempts = failed, Vin = AmiBus.Vin };

        var health = EngineHealth.HealthOf(report, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(60), inVain);

        Assert.Equal((status, data, description), ($"{health.Status}", $"{health.Data}", health.Description));
    }

    [Theory]
    [InlineData(true, "Healthy", $"Data flow from {Masked}.")]
    [InlineData(false, "Degraded", $"Data flow, but nothing proves that they come from {Masked}.")]
    public void Needs_a_VIN_that_is_verified(bool isVerified, string status, string description)
    {
        var report = new LinkReport(LinkState.Ready, EngineBench.Start) { Vin = AmiBus.Vin, IsVerified = isVerified };

        var health = EngineHealth.HealthOf(report, TimeSpan.FromDays(1), TimeSpan.FromSeconds(60), hasSearchedInVain: false);

        Assert.Equal((status, DataFlow.Flowing, description), ($"{health.Status}", health.Data, health.Description));
    }

    [Fact]
    public void Is_told_of_every_state_in_one_line_without_the_VIN()
    {
        foreach (var state in Enum.GetValues<LinkState>())
        {
            foreach (var reason in Enum.GetValues<LinkLossReason>())
            {
                var fault = new LinkFault(reason, $"It is {AmiBus.Vin.Full.ToLowerInvariant()}.");
                var report = new LinkReport(state, EngineBench.Start) { Fault = fault, Vin = AmiBus.Vin };
                var health = EngineHealth.HealthOf(report, TimeSpan.FromHours(1), TimeSpan.FromSeconds(60), hasSearchedInVain: false);

                Assert.NotEqual(HealthStatus.Unhealthy, health.Status);
                Assert.DoesNotContain(AmiBus.Vin.Full, health.Description, StringComparison.OrdinalIgnoreCase);
                Assert.Matches(@"^[^\n]+\.$", health.Description);
            }
        }
    }
}

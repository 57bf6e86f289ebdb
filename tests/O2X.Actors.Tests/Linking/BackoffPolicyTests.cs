using O2X.Actors.Linking;
using O2X.Links;

namespace O2X.Actors.Tests.Linking;

public sealed class BackoffPolicyTests
{
    [Theory]
    [InlineData(1, 0.0, 0.25)]
    [InlineData(1, 1.0, 1.0)]
    [InlineData(2, 0.0, 0.5)]
    [InlineData(5, 0.0, 4.0)]
    [InlineData(9, 0.0, 60.0)]
    [InlineData(1_000_000, 1.0, 60.0)]
    public void Grows_with_each_failure_up_to_a_minute(int failures, double jitter, double seconds) => Assert.Equal(
        seconds, BackoffPolicy.DelayFor(LinkLossReason.ConnectTimeout, failures, jitter).TotalSeconds, 6);

    [Theory]
    [InlineData(0.0, 3.0)]
    [InlineData(0.5, 4.0)]
    [InlineData(1.0, 5.0)]
    public void Waits_for_a_slot_to_become_free(double jitter, double seconds) => Assert.Equal(
        seconds, BackoffPolicy.DelayFor(LinkLossReason.OutOfSlots, 7, jitter).TotalSeconds, 6);
}

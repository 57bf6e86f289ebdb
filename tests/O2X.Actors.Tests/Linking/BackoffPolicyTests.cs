using CsCheck;
using O2X.Actors.Linking;
using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Tests.Linking;

public sealed class BackoffPolicyTests
{
    private static readonly Gen<FailureClass> _class = Gen.Enum<FailureClass>();
    private static readonly Gen<int> _failures = Gen.OneOf(Gen.Int[1, 20], Gen.Int[1, int.MaxValue]);
    private static readonly Gen<double> _jitter = Gen.Double[0, 1];

    [Theory]
    [InlineData("Transient", 1, 0.25, 1)]
    [InlineData("Transient", 2, 0.5, 2)]
    [InlineData("Transient", 5, 4, 16)]
    [InlineData("Transient", 7, 15, 60)]
    [InlineData("Transient", int.MaxValue, 15, 60)]
    [InlineData("OutOfSlots", 1, 3, 5)]
    [InlineData("OutOfSlots", 7, 3, 5)]
    [InlineData("Stubborn", 1, 5, 10)]
    [InlineData("Stubborn", 2, 10, 20)]
    [InlineData("Stubborn", 4, 30, 60)]
    [InlineData("Crashing", 1, 45, 75)]
    [InlineData("Crashing", 7, 45, 75)]
    public void Lies_in_the_range_of_its_table(string failure, int failures, double least, double longest)
    {
        var @class = Enum.Parse<FailureClass>(failure);

        Assert.Equal(least, BackoffPolicy.DelayFor(@class, failures, 0).TotalSeconds, 6);
        Assert.Equal(longest, BackoffPolicy.DelayFor(@class, failures, 1).TotalSeconds, 6);
    }

    [Fact]
    public void Stays_between_its_bounds() => Gen.Select(_class, _failures, _jitter).Sample((failure, failures, jitter) =>
    {
        var delay = BackoffPolicy.DelayFor(failure, failures, jitter);
        Assert.InRange(delay, BackoffPolicy.DelayFor(failure, failures, 0), BackoffPolicy.DelayFor(failure, failures, 1));
        Assert.InRange(delay.TotalSeconds, 0.25, failure == FailureClass.Crashing ? 75 : 60);
    });

    [Fact]
    public void Never_shrinks_with_another_failure() => Gen.Select(_class, _failures, _jitter).Sample((failure, failures, jitter) =>
        Assert.True(BackoffPolicy.DelayFor(failure, failures, jitter) >= BackoffPolicy.DelayFor(failure, Math.Max(1, failures - 1), jitter)));

    [Fact]
    public void Never_makes_all_draws_the_same() => Gen.Select(_class, _failures).Sample((failure, failures) =>
        Assert.True(BackoffPolicy.DelayFor(failure, failures, 1) >= 1.5 * BackoffPolicy.DelayFor(failure, failures, 0)));

    [Theory]
    [InlineData(LinkLossReason.LinkLoss, "Transient")]
    [InlineData(LinkLossReason.PeerTerminated, "Transient")]
    [InlineData(LinkLossReason.ConnectTimeout, "Transient")]
    [InlineData(LinkLossReason.DataTimeout, "Transient")]
    [InlineData(LinkLossReason.Unknown, "Transient")]
    [InlineData(LinkLossReason.OutOfSlots, "OutOfSlots")]
    [InlineData(LinkLossReason.Authentication, "Stubborn")]
    [InlineData(LinkLossReason.NotSupported, "Stubborn")]
    [InlineData(LinkLossReason.ProtocolError, "Stubborn")]
    [InlineData(LinkLossReason.AdapterOff, "Stubborn")]
    [InlineData(LinkLossReason.PermissionMissing, "Stubborn")]
    public void Has_a_class_for_a_reason(LinkLossReason reason, string failure) =>
        Assert.Equal(failure, BackoffPolicy.ClassOf(reason).ToString());

    [Fact]
    public async Task Gives_one_seed_the_same_delays_and_another_seed_others()
    {
        var first = await DelaysOfAsync(seed: 1);

        Assert.Equal(first, await DelaysOfAsync(seed: 1));
        Assert.NotEqual(first, await DelaysOfAsync(seed: 2));
    }

    private static async Task<List<TimeSpan>> DelaysOfAsync(int seed)
    {
        await using var bench = new EngineBench(new EngineOptions { Seed = seed });
        await bench.Engine.SetTimeoutsAsync(scan: TimeSpan.FromHours(1));
        bench.Transport.StartScan.Fail(LinkLossReason.Unknown);
        await bench.SubscribeAsync();
        for (var i = 0; i < 9; i++) bench.Clock.Advance(bench.Link.Last.NextAttemptIn!.Value);
        var delays = bench.Link.Items.Where(report => report.State == LinkState.Backoff).Select(report => report.NextAttemptIn!.Value).ToList();
        Assert.Equal(10, delays.Count);
        return delays;
    }
}

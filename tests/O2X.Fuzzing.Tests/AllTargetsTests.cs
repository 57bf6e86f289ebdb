using O2X.Fuzzing.Guidance;
using O2X.Fuzzing.Targets;
using O2X.Links.Time;

namespace O2X.Fuzzing.Tests;

// What runs counts in memory that the whole process has once.
[Collection(nameof(CoverageMap))]
public class AllTargetsTests
{
    private const int Executions = 2_000;

    public static TheoryData<string> Names => [.. AllTargets.Make().Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Hold_whatever_is_made_of_their_seeds(string name)
    {
        using var target = Target(name);
        var campaign = new Campaign(target, seed: 1, new VirtualClock(DateTimeOffset.UnixEpoch));
        campaign.Run(Executions);

        Assert.Equal(Executions, campaign.Executions);
        Assert.Empty(campaign.Findings.Select(finding => $"{finding.Problem}: {Convert.ToHexString(finding.Input)}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Give_seeds_that_fit(string name)
    {
        using var target = Target(name);

        Assert.NotEmpty(target.Seeds);
        Assert.All(target.Seeds, seed => Assert.True(seed.Length <= target.LongestInput));
    }

    [Fact]
    public void Have_names_of_their_own()
    {
        var names = AllTargets.Make().Select(target => target.Name).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    private static FuzzTarget Target(string name) => AllTargets.Make().Single(target => target.Name == name);
}

using O2X.Fuzzing.Guidance;
using O2X.Links.Time;
using SharpFuzz.Common;

namespace O2X.Fuzzing.Tests.Guidance;

[Collection(nameof(CoverageMap))]
public class CampaignTests
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Begins_with_the_seeds_and_changes_them()
    {
        var inputs = new List<byte[]>();
        Make(inputs.Add).Run(1_000);

        Assert.Equal(1_000, inputs.Count);
        Assert.Equal("(seed)"u8.ToArray(), inputs[0]);
        Assert.True(inputs.Select(Convert.ToHexString).Distinct().Count() > 800);
        Assert.All(inputs, input => Assert.True(input.Length <= 32));
        Assert.Contains(inputs, input => input.AsSpan().IndexOf("word"u8) >= 0);
    }

    [Fact]
    public void Makes_the_same_inputs_of_the_same_seed()
    {
        Assert.Equal(InputsOf(seed: 1), InputsOf(seed: 1));
        Assert.NotEqual(InputsOf(seed: 1), InputsOf(seed: 2));
    }

    [Fact]
    public void Keeps_what_reaches_new_code()
    {
        // Four bytes one after another are out of reach for chance alone: 1 in 4 thousand millions.
        var campaign = Make(input =>
        {
            var depth = 0;
            while (depth < 4 && depth < input.Length && input[depth] == "deep"[depth]) depth++;
            for (var at = 0; at <= depth; at++) Count(at);
            if (depth == 4) throw new OracleException("deep");
        });
        campaign.Run(200_000);

        Assert.Equal("does not hold: deep", Assert.Single(campaign.Findings).Problem);
        Assert.Equal(5, campaign.Edges);
        Assert.True(campaign.Kept >= 5);
    }

    [Fact]
    public void Tells_each_problem_once_with_its_first_input()
    {
        var first = (byte[]?)null;
        var campaign = Make(input =>
        {
            if (input.Length % 2 == 1) throw new InvalidOperationException($"odd: {input.Length}");
            if (input.Length == 8) Fail(first ??= input);
        });
        campaign.Run(2_000);

        Assert.Equal(2, campaign.Findings.Count);
        Assert.Contains(campaign.Findings, finding => finding.Problem.StartsWith("InvalidOperationException in ", StringComparison.Ordinal));
        Assert.Equal(first, campaign.Findings.Single(finding => finding.Problem == "does not hold: isGood").Input);
    }

    [Fact]
    public void Tells_what_allocates_too_much()
    {
        var campaign = Make(input => GC.KeepAlive(input.Length > 8 ? new byte[100_000] : null));
        campaign.Run(1_000);

        var finding = Assert.Single(campaign.Findings);
        Assert.Equal("allocates too much", finding.Problem);
        Assert.True(finding.Input.Length > 8);
    }

    [Fact]
    public void Forgives_what_is_allocated_at_the_first_use()
    {
        var kept = (byte[]?)null;
        var campaign = Make(_ => kept ??= new byte[100_000]);
        campaign.Run(10);

        Assert.NotNull(kept);
        Assert.Empty(campaign.Findings);
    }

    [Fact]
    public void Tells_what_takes_too_long()
    {
        var campaign = Make(input => _clock.Advance(input.Length > 8 ? 2 * Campaign.MostTime : Campaign.MostTime));
        campaign.Run(1_000);

        Assert.Equal("takes too long", Assert.Single(campaign.Findings).Problem);
    }

    [Fact]
    public void Forgives_a_pause_of_the_machine()
    {
        var runs = 0;
        var campaign = Make(_ => _clock.Advance(++runs % 10 == 0 ? 2 * Campaign.MostTime : TimeSpan.Zero));
        campaign.Run(100);

        Assert.Empty(campaign.Findings);
    }

    private static void Fail(byte[] input)
    {
        var isGood = input.Length == 0;
        Oracle.Holds(isGood);
    }

    private static unsafe void Count(int edge) => Trace.SharedMem[edge * 1_000]++;

    private Campaign Make(Action<byte[]> run, int seed = 1) => new(new ScriptedTarget(run), seed, _clock);

    private List<string> InputsOf(int seed)
    {
        var inputs = new List<string>();
        Make(input => inputs.Add(Convert.ToHexString(input)), seed).Run(500);
        return inputs;
    }
}

using System.Globalization;
using O2X.Fuzzing.Guidance;

namespace O2X.Fuzzing;

/// <summary>One campaign with its progress, its findings and its summary in words.</summary>
internal sealed class Session(FuzzTarget target, TextWriter output, TimeProvider clock)
{
    private const int RunsBetweenLooks = 1_000;
    private const int Hung = 3;

    private static readonly TimeSpan Progress = TimeSpan.FromSeconds(10);

    private int _told;

    /// <summary>Runs the campaign.</summary>
    /// <returns>How many things were found.</returns>
    public int Run(long executions, int seed)
    {
        var campaign = new Campaign(target, seed, clock);
        using var watch = Watch(campaign);
        var begin = clock.GetTimestamp();
        var next = Progress;
        while (campaign.Executions < executions)
        {
            campaign.Run(Math.Min(RunsBetweenLooks, executions - campaign.Executions));
            TellFindings(campaign);
            if (clock.GetElapsedTime(begin) < next) continue;
            output.WriteLine(Describe(campaign, clock.GetElapsedTime(begin)));
            next += Progress;
        }

        output.WriteLine($"{Describe(campaign, clock.GetElapsedTime(begin))}, seed {seed}, {campaign.Findings.Count} findings");
        return campaign.Findings.Count;
    }

    private string Describe(Campaign campaign, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{target.Name,-18} {campaign.Executions,11:N0} executions, {campaign.Executions / elapsed.TotalSeconds,7:N0}/s, {campaign.Edges,5} edges, {campaign.Kept,5} inputs kept");

    private void TellFindings(Campaign campaign)
    {
        foreach (var finding in campaign.Findings.Skip(_told))
        {
            var file = $"{target.Name}-{++_told}.hex";
            File.WriteAllText(file, Convert.ToHexString(finding.Input) + "\n");
            output.WriteLine($"FOUND {target.Name}: {finding.Problem} ({file})");
        }
    }

    // A run that does not come back can only be told by another thread; the process ends with it.
    private ITimer Watch(Campaign campaign)
    {
        var seen = -1L;
        return clock.CreateTimer(
            _ =>
            {
                if (Interlocked.Exchange(ref seen, campaign.Executions) != campaign.Executions) return;
                output.WriteLine($"FOUND {target.Name}: does not come back from {Convert.ToHexString(campaign.Present)}");
                Environment.Exit(Hung);
            },
            null, Progress * 3, Progress * 3);
    }
}

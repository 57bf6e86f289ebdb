using System.Globalization;
using System.Runtime.InteropServices;

namespace O2X.Benchmarks.Gateway;

/// <summary>One round with one of the two.</summary>
/// <param name="Latencies">From the packet to the listener's read, in ms, sorted.</param>
/// <param name="Share">Which share of the updates was read; the gateway leaves out values that are not the newest any more.</param>
/// <param name="Bytes">What was allocated for each that was read, by server and listeners.</param>
/// <param name="Cpu">Processor time for each that was read, in µs, of server and listeners.</param>
internal sealed record Round(double[] Latencies, double Share, double Bytes, double Cpu)
{
    public double Median => At(0.5);

    public double P99 => At(0.99);

    private double At(double part) => Latencies[(int)((Latencies.Length - 1) * part)];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"p50 {Median:0.00} ms, p99 {P99:0.00} ms, {Share:P1} read, {Bytes:0} bytes, {Cpu:0.0} µs");
}

/// <summary>Writes <c>benchmarks/results/gateway.md</c>.</summary>
internal static class Report
{
    public static void Write(TextWriter output, List<Round> plain, List<Round> gateway, double workingSet, double cpu, string what)
    {
        var ratios = plain.Zip(gateway, (theirs, ours) => ours.P99 / theirs.P99).Order().ToList();
        output.WriteLine("# The gateway's stream, beside ASP.NET's own server-sent events");
        output.WriteLine();
        output.WriteLine($"{what}, in turns in one process with its listeners; the median of the rounds. From the packet (the gateway: before it is decoded; ASP.NET: before the object is made) to the listener's read.");
        output.WriteLine($"{Processor()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {RuntimeInformation.OSDescription}, commit {Environment.GetEnvironmentVariable("COMMIT")}.");
        output.WriteLine();
        output.WriteLine("| | baseline: ASP.NET | contender: gateway | ratio | aim |");
        output.WriteLine("|---|---|---|---|---|");
        Row("p99 from decode to socket, ms", round => round.P99, "0.00", $"{Median(ratios):0.00} (rounds {ratios[0]:0.00}–{ratios[^1]:0.00})", "≤ 1.5, and p99 < 20 ms");
        Row("median, ms", round => round.Median, "0.00", null, "");
        Row("read of what was told, %", round => 100 * round.Share, "0.0", null, "");
        Row("allocated for each update read, bytes", round => round.Bytes, "0", null, "");
        Row("processor time for each update read, µs", round => round.Cpu, "0.0", null, "");
        output.WriteLine();
        output.WriteLine("## Nobody listening");
        output.WriteLine();
        output.WriteLine("`o2x gateway --source sim`, half a minute after its start:");
        output.WriteLine();
        output.WriteLine("| working set, MiB | processor time, % of one core |");
        output.WriteLine("|---|---|");
        output.WriteLine($"| {workingSet:0} | {cpu:0.0} |");

        void Row(string name, Func<Round, double> of, string format, string? ratio, string aim)
        {
            var (theirs, ours) = (Median(plain.Select(of)), Median(gateway.Select(of)));
            output.WriteLine(
                $"| {name} | {theirs.ToString(format, CultureInfo.InvariantCulture)} | {ours.ToString(format, CultureInfo.InvariantCulture)} | {ratio ?? (ours / theirs).ToString("0.00", CultureInfo.InvariantCulture)} | {aim} |");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
}

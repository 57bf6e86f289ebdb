using System.Globalization;
using O2X.Benchmarks.Measurement;

namespace O2X.Benchmarks.Histories;

/// <summary>
/// Measures the gateway's history beside plain batched inserts into the same tables, in one process and in turns; the median of the
/// rounds' ratios counts. Both commit after each batch, with the same settings of SQLite.
/// </summary>
internal static class HistoryComparison
{
    private const int Rounds = 11;
    private const int WarmUps = 2;
    private const int Rows = 51_200;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("o2x-history-").FullName;
        try
        {
            output.WriteLine($"{Rounds} rounds of {Rows} rows, {HistoryContender.Batch} in a transaction.");
            output.WriteLine();
            output.WriteLine("| What | rows/s (median, min–max) | bytes a row | ratio to the plain inserts |");
            output.WriteLine("|---|---|---|---|");
            await CompareAsync(output, "records", new RawInserts(Path.Combine(folder, "raw-records.db"), RawInserts.Records), new HistoryContender(Path.Combine(folder, "records.db"), areRecords: true));
            await CompareAsync(output, "samples", new RawInserts(Path.Combine(folder, "raw-samples.db"), RawInserts.Samples), new HistoryContender(Path.Combine(folder, "samples.db"), areRecords: false));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(TextWriter output, string what, IInserts raw, IInserts history)
    {
        IInserts[] all = [raw, history];
        var measured = all.Select(_ => new List<(double Rate, double Bytes)>()).ToArray();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            for (var i = 0; i < all.Length; i++)
            {
                var sample = await MeasureAsync(all[i]);
                if (round >= WarmUps) measured[i].Add(sample);
            }
        }

        string[] names = [$"{what}: plain inserts", $"{what}: history"];
        for (var i = 0; i < all.Length; i++)
        {
            var rates = measured[i].Select(one => one.Rate).ToArray();
            var ratio = measured[i].Zip(measured[0], (mine, first) => mine.Rate / first.Rate).Median();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {names[i]} | {rates.Median():0} ({rates.Min():0}–{rates.Max():0}) | {measured[i].Select(one => one.Bytes).Median():0} | {ratio:0.00} |"));
            await all[i].DisposeAsync();
        }
    }

    private static async Task<(double Rate, double Bytes)> MeasureAsync(IInserts inserts)
    {
        inserts.Prepare(Rows);
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = TimeProvider.System.GetTimestamp();
        await inserts.RunAsync();
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        await inserts.CheckAsync(Rows);
        return (Rows / elapsed.TotalSeconds, allocated / (double)Rows);
    }
}

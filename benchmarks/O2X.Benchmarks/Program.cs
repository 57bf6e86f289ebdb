using System.Globalization;
using BenchmarkDotNet.Running;
using O2X.Benchmarks.Histories;
using O2X.Benchmarks.Replays;

switch (args)
{
    case ["replay", .. var options]:
        var (rows, markdown) = await ReplayComparison.RunAsync(options.Contains("--quick"), Console.Error);
        Console.WriteLine(markdown);
        Console.WriteLine("| Row | baseline | contender | unit | ratio (rounds) | aim |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Baseline:0.##} | {row.Contender:0.##} | {row.Unit} | {row.Ratio:0.00} ({row.Spread.Least:0.00}–{row.Spread.Most:0.00}) | {row.Aim} |"));
        }

        break;
    case ["read-log", var reader, var path]:
        await Reader.RunHereAsync(reader, path, Console.Out);
        break;
    case ["history"]:
        await HistoryComparison.RunAsync(Console.Out);
        break;
    case ["make-log", var path, var lines]:
        LogMaker.Write(path, long.Parse(lines, CultureInfo.InvariantCulture));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

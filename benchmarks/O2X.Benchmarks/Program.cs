using System.Globalization;
using BenchmarkDotNet.Running;
using O2X.Benchmarks.Histories;
using O2X.Benchmarks.Replays;

switch (args)
{
    case ["replay", .. var options]:
        var (rows, markdown) = await ReplayComparison.RunAsync(options.Contains("--quick"), Console.Error);
        Console.WriteLine(markdown);
        foreach (var row in rows) Console.WriteLine(row);
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

using System.Globalization;
using BenchmarkDotNet.Running;
using O2X.Benchmarks.Histories;
using O2X.Benchmarks.Pipelines;

switch (args)
{
    case ["replay", .. var sizes]:
        await ReplayMeasurement.RunAsync(Console.Out, [.. sizes.Select(size => long.Parse(size, CultureInfo.InvariantCulture))]);
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

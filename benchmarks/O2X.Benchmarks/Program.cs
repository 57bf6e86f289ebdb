using System.Globalization;
using BenchmarkDotNet.Running;
using O2X.Benchmarks.Histories;
using O2X.Benchmarks.Measurement;
using O2X.Benchmarks.Peers;
using O2X.Benchmarks.Pipelines;
using O2X.Benchmarks.Replays;
using O2X.Benchmarks.Reports;

switch (args)
{
    case ["engine", var subscribers]:
        // Alone, for a profiler.
        await using (var engine = await EnginePipeline.StartAsync(int.Parse(subscribers, CultureInfo.InvariantCulture)))
        {
            for (var i = 0; i < 200; i++) Pace.AtFullSpeed(engine, 1_000_000);
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
    case ["peers", .. var rest]:
        var packets = rest.Length == 0 ? 2_000 : int.Parse(rest[0], CultureInfo.InvariantCulture);
        if (!await PeerTrial.RunAsync(Console.Out, packets, [.. rest.Skip(1)])) Environment.ExitCode = 1;
        break;
    case ["compare", .. var rest]:
        var folder = rest.FirstOrDefault(argument => argument.StartsWith("--results=", StringComparison.Ordinal))?["--results=".Length..];
        string[] filters = [.. rest.Where(argument => !argument.StartsWith('-'))];
        if (!await ReportRun.RunAsync(folder, rest.Contains("--quick"), filters, Console.Out, Console.Error)) Environment.ExitCode = 1;
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

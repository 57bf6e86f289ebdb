using BenchmarkDotNet.Running;
using O2X.Benchmarks.Pipelines;

if (args is ["pipelines"]) await PipelineComparison.RunAsync(Console.Out);
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

using O2X.Cli;

using var terminal = Terminal.OfProcess();
return (int)await CommandLine.RunAsync(args, terminal).ConfigureAwait(false);

using O2X.Fuzzing;

return FuzzCommand.Run(args, Console.Out, TimeProvider.System);

using System.Globalization;
using O2X.Fuzzing.Guidance;
using O2X.Fuzzing.Targets;
using SharpFuzz;

namespace O2X.Fuzzing;

/// <summary>The command line.</summary>
internal static class FuzzCommand
{
    private const int Fine = 0, Found = 1, WrongUse = 2;

    private const string Usage =
        """
        list                                        the targets
        instrument FOLDER                           a copy of this program whose decoders count where they run
        run TARGET|all [--executions N] [--seed S]  makes inputs and judges; findings are printed and kept as hex
        replay TARGET HEX                           one input; HEX may be the file of a finding
        seeds TARGET FOLDER                         the inputs to begin with, and the words, as afl-fuzz wants them
        afl TARGET                                  to be started by afl-fuzz (afl.sh)
        """;

    public static int Run(string[] args, TextWriter output, TimeProvider clock)
    {
        // A copy that counts needs room to count in, whatever it does.
        _ = new CoverageMap();
        var targets = AllTargets.Make();
        try
        {
            return Run(args, targets, output, clock);
        }
        finally
        {
            foreach (var target in targets) target.Dispose();
        }
    }

    private static int Run(string[] args, IReadOnlyList<FuzzTarget> targets, TextWriter output, TimeProvider clock)
    {
        var target = args.Length > 1 ? targets.FirstOrDefault(target => target.Name == args[1]) : null;
        switch (args)
        {
            case ["list"]:
                foreach (var each in targets) output.WriteLine(each.Name);
                return Fine;
            case ["instrument", var folder]:
                output.WriteLine($"{Instrumentation.CopyTo(folder)} types are instrumented in {folder}");
                return Fine;
            case ["run", var name, .. var options] when (name == "all" || target is not null) && Read(options) is var (executions, seed):
                var findings = 0;
                foreach (var each in target is null ? targets : [target]) findings += new Session(each, output, clock).Run(executions, seed);
                return findings == 0 ? Fine : Found;
            case ["replay", _, var hex] when target is not null:
                target.Run(Convert.FromHexString(File.Exists(hex) ? File.ReadAllText(hex).Trim() : hex));
                output.WriteLine("Nothing is wrong.");
                return Fine;
            case ["seeds", _, var folder] when target is not null:
                AflFiles.Write(target, folder);
                return Fine;
            case ["afl", _] when target is not null:
                Fuzzer.Run(stream => target.Run(AflFiles.Read(stream, target.LongestInput)));
                return Fine;
            default:
                output.WriteLine(Usage);
                return WrongUse;
        }
    }

    private static (long Executions, int Seed)? Read(string[] options)
    {
        var (executions, seed) = (1_000_000L, 1);
        for (var i = 0; i < options.Length; i += 2)
        {
            var value = i + 1 < options.Length ? options[i + 1] : "";
            var isRead = options[i] switch
            {
                "--executions" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out executions),
                "--seed" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed),
                _ => false,
            };
            if (!isRead) return null;
        }

        return (executions, seed);
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Reflection;
using System.Text;
using O2X.Actors.Storage;
using O2X.Cli.Output;
using O2X.Cli.Verbs;

namespace O2X.Cli;

/// <summary>The command <c>o2x</c>: its verbs, and what all of them have in common.</summary>
internal static class CommandLine
{
    private const string About =
        """
        Watches a Citroën AMI, Opel Rocks-e or Fiat Topolino. Without a command: gateway, on the simulator.

        Exit codes: 0 done, 1 wrong use, 2 source unusable, 3 vehicle not found. Results are on standard output, all else on standard error.
        """;

    public static async Task<ExitCode> RunAsync(string[] args, Terminal terminal)
    {
        var outcome = await ExecuteAsync(args, terminal).ConfigureAwait(false);
        if (outcome.Message is { } message) terminal.Error.WriteLine($"o2x: {OneLine(message)}");
        return outcome.Code;
    }

    /// <summary>Understands a command line, and does nothing yet.</summary>
    internal static ParseResult Parse(string[] args, Terminal terminal, Action<Outcome> ended) =>
        Root(terminal, ended).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static async Task<Outcome> ExecuteAsync(string[] args, Terminal terminal)
    {
        try
        {
            if (args is ["--version"])
            {
                terminal.Output.Write(Encoding.UTF8.GetBytes(Version() + "\n"));
                return Outcome.Done;
            }

            var outcome = Outcome.Done;
            var parsed = Parse(args, terminal, ended => outcome = ended);
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
                return new Outcome(ExitCode.WrongUse, $"{parsed.Errors[0].Message.TrimEnd('.')}. See: {Help(parsed)}");

            using var output = new StreamWriter(terminal.Output, leaveOpen: true);
            await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = terminal.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                CancellationToken.None).ConfigureAwait(false);
            return outcome;
        }
        catch (IOException problem) when (StandardOutput.IsBrokenPipe(problem))
        {
            return Outcome.Done;
        }
        catch (StoreInUseException problem)
        {
            return new Outcome(ExitCode.SourceUnusable, $"{problem.Message.TrimEnd('.')} with --state DIR.");
        }
        catch (IOException problem)
        {
            return new Outcome(ExitCode.SourceUnusable, problem.Message);
        }
        catch (Exception problem)
        {
            return new Outcome(ExitCode.SourceUnusable, $"this should not have happened, please report it: {problem.GetType().Name}: {problem.Message}");
        }
    }

    private static RootCommand Root(Terminal terminal, Action<Outcome> ended)
    {
        var root = new RootCommand(About)
        {
            GatewayVerb.Command(terminal, ended),
            WatchVerb.Command(terminal, ended),
            ReplayVerb.Command(terminal, ended),
            ScenariosVerb.Command(terminal, ended),
            CaptureVerb.Command(terminal, $"o2x {Version()}", ended),
            DoctorVerb.Command(terminal, ended),
            ScanVerb.Command(terminal, ended),
            ProbeVerb.Command(terminal, ended),
            DongleVerb.Command(terminal, ended),
            PairVerb.Command(terminal, ended),
            PimsVerb.Command(terminal, ended),
        };
        root.SetAction(async (_, _) => ended(await GatewayVerb.RunAsync(new GatewayRequest(), terminal).ConfigureAwait(false)));
        return root;
    }

    private static string Help(ParseResult parsed)
    {
        var verbs = "";
        for (var result = parsed.CommandResult; result?.Command is not (null or RootCommand); result = result.Parent as CommandResult)
            verbs = $"{result.Command.Name} {verbs}";
        return $"o2x {verbs}--help";
    }

    private static string Version()
    {
        var version = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return version.Split('+')[0];
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

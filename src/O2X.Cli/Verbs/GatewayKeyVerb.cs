using System.CommandLine;
using System.Text;
using O2X.Gateway;
using O2X.Gateway.Security;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x gateway key</c>: the key that lets people and programs in.</summary>
internal static class GatewayKeyVerb
{
    private const int LongestLine = 1024;

    private const string About =
        """
        Makes the key of the gateway and prints it, once: programs give it as Authorization: Bearer, people on the sign-in page. Only a hash
        is kept. The key before it ends, and so does every sign-in by it. A gateway that others can reach needs one; with one, every
        gateway asks for it.
        """;

    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var options = new GatewayStateOptions();
        var own = new Option<bool>("--stdin") { Description = "Take a key of your own: one line of standard input, 12 to 256 characters." };
        var remove = new Option<bool>("--remove") { Description = "Remove the key." };
        var command = new Command("key", About) { own, remove };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(own) && result.GetValue(remove)) result.AddError("--stdin and --remove exclude each other");
        });
        command.SetAction((parsed, _) =>
        {
            var launch = options.Of(parsed, terminal);
            ended(GatewayStateOptions.Try(() =>
                parsed.GetValue(remove) ? Remove(launch, terminal) : parsed.GetValue(own) ? Set(launch, terminal) : Make(launch, terminal)));
            return Task.FromResult(0);
        });
        return command;
    }

    private static Outcome Make(GatewayLaunch launch, Terminal terminal)
    {
        terminal.Output.Write(Encoding.UTF8.GetBytes(GatewayKey.Make(launch) + "\n"));
        terminal.Error.WriteLine("o2x: This is the key. It is kept nowhere; a new one can be made at any time.");
        return Outcome.Done;
    }

    private static Outcome Set(GatewayLaunch launch, Terminal terminal)
    {
        try
        {
            GatewayKey.Set(launch, ReadLine(terminal.Input));
            return Outcome.Done;
        }
        catch (ArgumentException problem)
        {
            // Without the name of the parameter.
            return new Outcome(ExitCode.WrongUse, problem.Message.Split(" (Parameter", 2)[0]);
        }
    }

    private static Outcome Remove(GatewayLaunch launch, Terminal terminal)
    {
        terminal.Error.WriteLine(GatewayKey.Remove(launch) ? "o2x: The key is removed." : "o2x: There was no key.");
        return Outcome.Done;
    }

    private static string ReadLine(Stream input)
    {
        var bytes = new byte[LongestLine];
        var text = Encoding.UTF8.GetString(bytes, 0, input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return text.EndsWith('\n') ? text[..^1].TrimEnd('\r') : text;
    }
}

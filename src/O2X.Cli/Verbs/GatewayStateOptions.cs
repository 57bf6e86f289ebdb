using System.CommandLine;
using O2X.Cli.Sessions;
using O2X.Gateway;

namespace O2X.Cli.Verbs;

/// <summary>The options of verbs that work on what a gateway keeps.</summary>
internal sealed class GatewayStateOptions
{
    private readonly Option<string?> _state = CommonOptions.State();
    private readonly Option<string?> _config = new("--config") { Description = "The gateway's file of settings.", HelpName = "FILE" };

    public GatewayStateOptions() => _state.Description = "The gateway's state folder, as o2x gateway --state names it.";

    public void AddTo(Command command)
    {
        command.Options.Add(_state);
        command.Options.Add(_config);
    }

    public GatewayLaunch Of(ParseResult parsed, Terminal terminal) => new()
    {
        Settings = new GatewayRequest { StateDirectory = parsed.GetValue(_state) }.ToSettings(),
        Defaults = new Dictionary<string, string?> { ["O2X:Gateway:StateDirectory"] = StateFolder.Home(terminal.Environment) },
        SettingsFile = parsed.GetValue(_config),
    };

    /// <summary>Does something, and tells what is wrong as the command does.</summary>
    public static Outcome Try(Func<Outcome> work)
    {
        try
        {
            return work();
        }
        catch (InvalidOperationException problem)
        {
            return new Outcome(ExitCode.WrongUse, problem.Message);
        }
        catch (InvalidDataException problem)
        {
            return new Outcome(ExitCode.WrongUse, problem.Message);
        }
        catch (UnauthorizedAccessException problem)
        {
            return new Outcome(ExitCode.SourceUnusable, problem.Message);
        }
    }
}

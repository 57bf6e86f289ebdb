using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Options;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Sessions;
using O2X.Gateway;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x gateway</c>: a vehicle on a web page, and for other programs.</summary>
internal static class GatewayVerb
{
    private const string About =
        """
        Serves a vehicle as a web page and to other programs, until Ctrl-C. Settings come from appsettings.json beside the program, --config,
        the environment (O2X__Source, O2X__Gateway__Urls) and these options; the later win.
        """;

    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var source = new Option<string?>("--source")
        {
            Description = "Where to listen: sim (default), sim:SCENARIO, can:INTERFACE, ble (Bluetooth), ble:ADAPTER or log:FILE.",
            HelpName = "sim[:SCENARIO]|can:IFACE|ble[:ADAPTER]|log:FILE",
        };
        source.Validators.Add(result =>
        {
            if (!VehicleSource.TryParse(result.Tokens[0].Value, out _, out var problem)) result.AddError($"--source: {problem}");
        });
        var vin = CommonOptions.Vin();
        var urls = new Option<string?>("--urls")
        {
            Description = "Where to serve, separated by ;. Default: http://127.0.0.1:5080.",
            HelpName = "URLS",
        };
        var state = CommonOptions.State();
        state.Description = "The folder that keeps the vehicles' names, the history and the remembered vehicle, apart for each kind of source.";
        var config = new Option<string?>("--config") { Description = "A file of settings, as appsettings.json is.", HelpName = "FILE" };
        var secret = new Option<string?>("--owner-secret-file")
        {
            Description = "The file that holds the secret which the owner gave the dongle; nobody else should be able to read it.",
            HelpName = "FILE",
        };
        var allowActive = CommonOptions.AllowActiveCan();

        var command = new Command("gateway", About) 
        {
            source, vin, urls, state, config, secret, allowActive,
            GatewayKeyVerb.Command(terminal, ended), GatewayBackupVerbs.Backup(terminal, ended), GatewayBackupVerbs.Restore(terminal, ended),
        };
        command.SetAction(async (parsed, _) => ended(await RunAsync(
            new GatewayRequest
            {
                Source = parsed.GetValue(source),
                Vin = parsed.GetValue(vin)?.Full,
                Urls = parsed.GetValue(urls),
                StateDirectory = parsed.GetValue(state),
                SettingsFile = parsed.GetValue(config),
                OwnerSecretFile = parsed.GetValue(secret),
                AllowActiveCan = parsed.GetValue(allowActive),
            },
            terminal).ConfigureAwait(false)));
        return command;
    }

    // Only whoever runs a gateway loads what it is made of.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<Outcome> RunAsync(GatewayRequest request, Terminal terminal)
    {
        try
        {
            await using var gateway = GatewayApplication.Build(new GatewayLaunch
            {
                Settings = request.ToSettings(),
                Defaults = new Dictionary<string, string?> { ["O2X:Gateway:StateDirectory"] = StateFolder.Home(terminal.Environment) },
                SettingsFile = request.SettingsFile,
            });
            await gateway.StartAsync(terminal.Stop).ConfigureAwait(false);
            var source = gateway.Configuration["O2X:Source"];
            foreach (var address in gateway.Urls)
                terminal.Output.Write(Encoding.UTF8.GetBytes($"o2x gateway: {address} (source {source}; Ctrl-C ends it)\n"));
            await terminal.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            await StoppedAsync(terminal.Stop, gateway.Lifetime.ApplicationStopping).ConfigureAwait(false);
            await gateway.StopAsync(CancellationToken.None).ConfigureAwait(false);
            return terminal.Stop.IsCancellationRequested ? Outcome.Done : new Outcome(ExitCode.SourceUnusable, "the gateway has stopped by itself");
        }
        catch (OptionsValidationException problem)
        {
            return new Outcome(ExitCode.WrongUse, string.Join(' ', problem.Failures));
        }
        catch (InvalidDataException problem)
        {
            return new Outcome(ExitCode.WrongUse, problem.Message);
        }
        catch (InvalidOperationException problem)
        {
            return new Outcome(ExitCode.SourceUnusable, problem.Message);
        }
        catch (OperationCanceledException) when (terminal.Stop.IsCancellationRequested)
        {
            return Outcome.Done;
        }
    }

    private static async Task StoppedAsync(CancellationToken wished, CancellationToken byItself)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(wished, byItself);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = either.Token.Register(stopped.SetResult).ConfigureAwait(false);
        await stopped.Task.ConfigureAwait(false);
    }
}

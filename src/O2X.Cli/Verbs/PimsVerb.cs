using System.CommandLine;
using O2X.Actors;
using O2X.Actors.Hosting.Logging;
using O2X.Cli.Stdio;
using O2X.Cli.Sessions;
using O2X.Vehicles.Json;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x pims</c>: the SDK's calls for a program in any language, over standard input and output.</summary>
internal static class PimsVerb
{
    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var source = CommonOptions.Source();
        var secret = CommonOptions.OwnerSecretFile();
        var state = CommonOptions.State();
        var log = new Option<string?>("--log")
        {
            Description = "The folder of the log files that pims.sdk.log(s) tell of; without it there are none.",
            HelpName = "DIR",
        };
        var text = new Option<bool>("--text")
        {
            Description = "Write error codes and the values of quantities as text, as some of the SDK's samples do, instead of as numbers.",
        };
        var command = new Command(
            "pims",
            """
            Speaks the PIMS SDK's O2X calls as JSON lines: {"id":"1","method":"get","api":"pims.vehicle.vin"} in, {"id":"1","message":{…}} out.
            Methods: initialize, release, get, set, subscribe, unsubscribe. Ends with its input.
            """)
        {
            source, secret, state, log, text,
        };
        command.SetAction(async (parsed, _) => ended(await RunAsync(
            new PimsRequest(parsed.GetValue(source)!)
            {
                Secret = CommonOptions.Checked(parsed.GetValue(secret), terminal),
                StateDirectory = parsed.GetValue(state),
                LogDirectory = parsed.GetValue(log),
                AsText = parsed.GetValue(text),
            },
            terminal).ConfigureAwait(false)));
        return command;
    }

    public static async Task<Outcome> RunAsync(PimsRequest request, Terminal terminal)
    {
        await using var transport = request.Source.Open(terminal.Time);
        var store = StateFolder.StoreFor(transport.Info.Kind, request.StateDirectory, terminal);
        using var files = request.LogDirectory is not { } folder ? null : new RollingLogFiles(folder, terminal.Time);
        await using var engine = EngineRun.Start(transport, store, logger: files?.CreateLogger("engine"), secret: request.Secret);
        var facade = new Pims(
            engine.Engine,
            new PimsOptions
            {
                LogFiles = files,
                Quantities = request.AsText ? QuantityForm.Text : QuantityForm.Number,
                TextualErrorCodes = request.AsText,
            },
            files?.CreateLogger("pims"));
        return await new PimsStdio(facade, terminal.Input, new PimsOutput(terminal.Output)).RunAsync(terminal.Stop).ConfigureAwait(false);
    }
}

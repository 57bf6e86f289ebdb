using System.CommandLine;
using O2X.Actors;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Output;
using O2X.Cli.Sessions;
using O2X.Links.Can.Log;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x watch</c>: what a vehicle says, as it says it.</summary>
internal static class WatchVerb
{
    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var source = CommonOptions.Source();
        var vin = CommonOptions.Vin();
        var firstTime = new Option<bool>("--first-time") { Description = "Take a new vehicle instead of the remembered one; give up when the scan timeout (60 s) is over." };
        var reception = new Option<string>("--reception")
        {
            Description = "Show information at a regular interval, or at each change of status.",
            DefaultValueFactory = _ => "information",
        };
        reception.AcceptOnlyFromAmong("information", "status");
        var duration = CommonOptions.Positive("--for", "SECONDS", "End after so many seconds.", CommonOptions.LongestFor);
        var json = CommonOptions.Json();
        var wait = new Option<bool>("--wait") { Description = "Wait for a source that is not usable yet, instead of ending with exit code 2." };
        var secret = CommonOptions.OwnerSecretFile();
        var state = CommonOptions.State();
        var allIds = new Option<bool>("--all-ids") { Description = "can: receive frames of all ids, not just those that are decoded." };
        var allowActive = CommonOptions.AllowActiveCan();

        var command = new Command("watch", "Watches a vehicle.")
        {
            source, vin, firstTime, reception, duration, json, wait, secret, state, allIds, allowActive,
        };
        command.SetAction(async (parsed, _) => ended(await RunAsync(
            new WatchRequest
            {
                Source = parsed.GetValue(source) is SocketCanSource can
                    ? can with { AllIds = parsed.GetValue(allIds), AllowActiveCan = parsed.GetValue(allowActive) }
                    : parsed.GetValue(source)!,
                Vin = parsed.GetValue(vin),
                FirstTime = parsed.GetValue(firstTime),
                Reception = parsed.GetValue(reception) == "status" ? Reception.Status : Reception.Information,
                For = parsed.GetValue(duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Json = parsed.GetValue(json),
                Wait = parsed.GetValue(wait),
                Secret = CommonOptions.Checked(parsed.GetValue(secret), terminal),
                StateDirectory = parsed.GetValue(state),
            },
            terminal).ConfigureAwait(false)));
        return command;
    }

    public static async Task<Outcome> RunAsync(WatchRequest request, Terminal terminal)
    {
        await using var transport = request.Source.Open(terminal.Time);
        var store = StateFolder.StoreFor(transport.Info.Kind, request.StateDirectory, terminal);
        await using var output = OutputFor(request.Json, terminal, transport.Clock, request.Source);
        await using var engine = EngineRun.Start(transport, store, secret: request.Secret);
        var session = new Session(engine.Engine, output, terminal);
        return await session.RunAsync(new SessionRequest
        {
            Vin = request.Vin,
            DefaultVin = (transport as LogTransport)?.Recording?.Vin,
            FirstTime = request.FirstTime,
            Reception = output is LiveView && request.Reception == Reception.Information ? null : request.Reception,
            For = request.For,
            WhenUnavailable = request.Wait ? WhenUnavailable.Wait : WhenUnavailable.Fail,
        }).ConfigureAwait(false);
    }

    /// <summary>What shows best on a terminal what a source says.</summary>
    public static IOutput OutputFor(bool json, Terminal terminal, TimeProvider clock, VehicleSource source) =>
        json ? new JsonLines(terminal.Output, flushEachLine: true)
        : terminal.OutputIsTerminal && terminal.Console().Profile.Capabilities.Ansi ? new LiveView(terminal, source.ToString()!, clock)
        : new PlainLines(terminal.Output, flushEachLine: true);
}

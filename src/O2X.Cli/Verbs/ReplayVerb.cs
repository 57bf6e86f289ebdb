using System.CommandLine;
using O2X.Actors;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Output;
using O2X.Cli.Sessions;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x replay</c>: what a vehicle said, from a log, on the log's own clock.</summary>
internal static class ReplayVerb
{
    private const double Fastest = 1e6;

    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var file = new Argument<string>("FILE") { Description = "The log: candump -L, PEAK .trc 1.1 or a recording of o2x capture." };
        var json = CommonOptions.Json();
        var speed = CommonOptions.Positive("--speed", "N", "Play N times as fast as it was recorded; default: as fast as possible.", Fastest);
        var vin = CommonOptions.Vin();
        var state = CommonOptions.State();

        var command = new Command("replay", "Replays a log.") { file, json, speed, vin, state };
        command.SetAction(async (parsed, _) => ended(await RunAsync(
            new ReplayRequest(parsed.GetValue(file)!)
            {
                Json = parsed.GetValue(json),
                Speed = parsed.GetValue(speed),
                Vin = parsed.GetValue(vin),
                StateDirectory = parsed.GetValue(state),
            },
            terminal).ConfigureAwait(false)));
        return command;
    }

    public static async Task<Outcome> RunAsync(ReplayRequest request, Terminal terminal)
    {
        await using var log = new LogSource(request.File) { Speed = request.Speed }.OpenLog(terminal.Time);
        var store = StateFolder.StoreFor(log.Info.Kind, request.StateDirectory, terminal);
        var flushEachLine = request.Speed is not null;
        await using var output = request.Json
            ? (IOutput)new JsonLines(terminal.Output, flushEachLine)
            : new PlainLines(terminal.Output, flushEachLine) { EndsWithValues = true };
        await using var run = EngineRun.Start(log, store);

        var began = terminal.Time.GetTimestamp();
        var session = new Session(run.Engine, output, terminal);
        Outcome outcome;
        await using (ProgressLine.Start(terminal, () => log.Statistics))
        {
            outcome = await session.RunAsync(new SessionRequest
            {
                Vin = request.Vin,
                DefaultVin = log.Recording?.Vin,
                Reception = request.Json ? Reception.Information : null,
                WhenUnavailable = WhenUnavailable.Fail,
            }).ConfigureAwait(false);
        }

        if (session.WasSubscribed)
        {
            await output.DisposeAsync().ConfigureAwait(false);
            var summary = new ReplaySummary(log.Statistics, run.Engine.Counters.Decoding, session.Events, terminal.Time.GetElapsedTime(began))
            {
                IsOfPackets = log.Recording is not null,
            };
            summary.WriteTo(terminal.Error);
        }

        return outcome;
    }
}

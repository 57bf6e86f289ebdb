using System.CommandLine;
using O2X.Actors;
using O2X.Actors.Hosting.Sources;
using O2X.Actors.Storage;
using O2X.Cli.Output;
using O2X.Cli.Sessions;
using O2X.Simulator;
using O2X.Simulator.Scenarios;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x scenarios play</c>: watches a scenario, with what happens in it said beside what the engine makes of it.</summary>
internal static class PlayVerb
{
    private const double LongestPlay = 4e6;
    private const double Fastest = 10;

    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var scenario = ScenariosVerb.Scenario();
        var duration = CommonOptions.Positive("--for", "SECONDS", "End after so many seconds, if the scenario has not ended by then.", LongestPlay);
        var speed = CommonOptions.Positive("--speed", "N", "Let all time pass N times as fast, at most 10: every timeout too.", Fastest);
        var json = CommonOptions.Json();

        var command = new Command("play", "Plays a scenario and watches the vehicle in it.") { scenario, duration, speed, json };
        command.SetAction(async (parsed, _) => ended(await RunAsync(
            new PlayRequest(parsed.GetValue(scenario)!)
            {
                For = parsed.GetValue(duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Speed = parsed.GetValue(speed) ?? 1,
                Json = parsed.GetValue(json),
            },
            terminal).ConfigureAwait(false)));
        return command;
    }

    public static async Task<Outcome> RunAsync(PlayRequest request, Terminal terminal)
    {
        var clock = request.Speed is 1 ? terminal.Time : new FastClock(terminal.Time, request.Speed);
        await using var world = SimulatedWorld.For(request.Scenario, clock);
        var source = new SimulatorSource { Scenario = request.Scenario };
        await using var output = WatchVerb.OutputFor(request.Json, terminal, world.Transport.Clock, source);
        await using var engine = EngineRun.Start(world.Transport, new MemoryVehicleStore());
        var session = new Session(engine.Engine, output, terminal);
        return await session.RunAsync(new SessionRequest
        {
            FirstTime = true,
            Reception = output is LiveView ? null : Reception.Information,
            WhenUnavailable = WhenUnavailable.Wait,
            For = request.For,
            Until = async () =>
            {
                await ScenarioPlayer.Start(world, request.Scenario, session.Show).Completion.ConfigureAwait(false);
                return Outcome.Done;
            },
        }).ConfigureAwait(false);
    }
}

using System.CommandLine;
using O2X.Actors;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Doctor;
using O2X.Cli.Output;
using O2X.Cli.Sessions;
using O2X.Links;

namespace O2X.Cli.Verbs;

/// <summary><c>o2x doctor</c>: why there are no data, in one page.</summary>
internal static class DoctorVerb
{
    private const double LongestListening = 3600;

    public static Command Command(Terminal terminal, Action<Outcome> ended)
    {
        var source = CommonOptions.Source();
        source.Description += " Without it: what this machine has to listen to.";
        source.DefaultValueFactory = null;
        var vin = CommonOptions.Vin();
        var duration = CommonOptions.Positive("--for", "SECONDS", "Listen for so many seconds, or less when all is known; default: 10.", LongestListening);
        var secret = CommonOptions.OwnerSecretFile();
        var state = CommonOptions.State();
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };

        var command = new Command("doctor", "Says why there are no data, in one page.") { source, vin, duration, secret, state, json };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(source) is not null) return;
            foreach (var option in new Option[] { vin, duration, secret })
            {
                if (parsed.GetResult(option) is not null) parsed.AddError($"{option.Name} needs --source");
            }
        });
        command.SetAction(async (parsed, _) => ended(await RunAsync(
            new DoctorRequest
            {
                Source = parsed.GetValue(source),
                Vin = parsed.GetValue(vin),
                For = parsed.GetValue(duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : DoctorRequest.DefaultFor,
                Secret = CommonOptions.Checked(parsed.GetValue(secret), terminal),
                StateDirectory = parsed.GetValue(state),
                Json = parsed.GetValue(json),
            },
            terminal).ConfigureAwait(false)));
        return command;
    }

    public static async Task<Outcome> RunAsync(DoctorRequest request, Terminal terminal)
    {
        if (request.Source is null)
            return LookAtMachine(request, await Machine.LookAsync(terminal.Time, terminal.Stop).ConfigureAwait(false), terminal);
        // What a log holds is known soonest when it is played as fast as possible.
        await using var transport = (request.Source is LogSource log ? log with { Speed = null } : request.Source).Open(terminal.Time);
        return await ExamineAsync(request, transport, terminal).ConfigureAwait(false);
    }

    /// <summary>Shows what a machine has.</summary>
    public static Outcome LookAtMachine(DoctorRequest request, Machine machine, Terminal terminal)
    {
        List<Memory> memories = [.. Enum.GetValues<TransportKind>().Select(kind => Memory.Of(kind, request.StateDirectory, terminal))];
        if (request.Json) DoctorJson.Write(terminal.Output, machine, memories);
        else PageWriter.Write(MachinePage.Of(machine, memories), terminal);
        return memories.Exists(memory => memory.Problem is not null) ? new Outcome(ExitCode.SourceUnusable) : Outcome.Done;
    }

    /// <summary>Listens to a source, and shows what there is to say of it.</summary>
    public static async Task<Outcome> ExamineAsync(DoctorRequest request, ILinkTransport transport, Terminal terminal)
    {
        var memory = Memory.Of(transport.Info.Kind, request.StateDirectory, terminal);
        // The search must not end before the listening does, nor before a log does.
        var timeouts = new Timeouts { Scan = transport.Info.IsLossless ? Timeouts.Longest : request.For + TimeSpan.FromSeconds(60) };
        await using var run = EngineRun.Start(transport, memory.Copy(), timeouts, secret: request.Secret);
        await using var listening = new Listening(run.Engine, terminal, request.For);
        var sought = new SessionRequest { Vin = request.Vin, FirstTime = request.Vin is not null, WhenUnavailable = WhenUnavailable.Wait };
        var reply = await run.Engine.SubscribeAsync(Subscribing.For(sought, memory.Vehicle, transport.Info.Kind)).ConfigureAwait(false);
        if (!reply.IsAccepted) return Subscribing.OutcomeOf(reply, transport.Info.Name);

        await using (ProgressLine.Start(terminal, () => listening.Progress, sharesTerminal: false)) await listening.Ended.ConfigureAwait(false);
        var (diagnosis, at) = await listening.Ended.ConfigureAwait(false);
        if (request.Json) DoctorJson.Write(terminal.Output, diagnosis, memory);
        else PageWriter.Write(DiagnosisPage.Of(diagnosis, memory, at), terminal);
        return new Outcome(Verdict.CodeOf(diagnosis.Conclusion.Cause));
    }
}

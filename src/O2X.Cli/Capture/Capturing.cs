using O2X.Actors;
using O2X.Actors.Hosting.Sources;
using O2X.Cli.Output;
using O2X.Cli.Sessions;
using O2X.Links;
using O2X.Links.Can.Log;
using O2X.Links.Profiles;
using O2X.Links.Recording;
using O2X.Vehicles.Anonymising;

namespace O2X.Cli.Capture;

/// <summary>One recording from its beginning to its end.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="terminal">What surrounds it.</param>
/// <param name="software">What the recording names as its software.</param>
internal sealed class Capturing(CaptureRequest request, Terminal terminal, string software)
{
    private readonly Anonymiser? _anonymiser = request.Anonymise ? new Anonymiser() : null;

    private bool IsToOutput => request.File == CaptureRequest.StandardOutput;

    private string Target => IsToOutput ? "standard output" : request.File;

    /// <summary>Records.</summary>
    public async Task<Outcome> RunAsync()
    {
        if (request.Source is LogSource log) return await WriteAsync(stream => Task.FromResult(Copy(log, stream))).ConfigureAwait(false);
        await using var transport = request.Source.Open(terminal.Time);
        return await RunAsync(transport).ConfigureAwait(false);
    }

    /// <summary>Records what a transport brings; the caller disposes of it.</summary>
    public Task<Outcome> RunAsync(ILinkTransport transport) => WriteAsync(async stream =>
    {
        var unit = transport.Info.Kind == TransportKind.Bus ? "frames" : "packets";
        await using var spool = new LineSpool(stream, terminal.Time);
        var meter = new CaptureMeter(terminal.Time, spool, unit);
        Outcome outcome;
        await using (var progress = ProgressLine.Start(terminal, meter.Progress, sharesTerminal: IsToOutput && terminal.OutputIsTerminal))
        {
            var failed = FailureOf(spool);
            outcome = transport.Info.Kind == TransportKind.Bus
                ? await RecordBusAsync(transport, spool, meter, progress, failed).ConfigureAwait(false)
                : await RecordLinkAsync(transport, spool, meter, progress, failed).ConfigureAwait(false);
        }

        await spool.DisposeAsync().ConfigureAwait(false);
        if (outcome == Outcome.Done && spool.Failed.IsCompletedSuccessfully) outcome = await FailureOf(spool).ConfigureAwait(false);
        if (spool.Bytes > 0 && !spool.Failed.IsCompleted) terminal.Error.WriteLine(meter.Summary(Target));
        return outcome;
    });

    private async Task<Outcome> RecordBusAsync(
        ILinkTransport bus, LineSpool spool, CaptureMeter meter, ProgressLine progress, Task<Outcome> failed)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(terminal.Stop);
        var name = request.Source is SocketCanSource can ? can.Interface : bus.Info.Name;
        var recorder = new CandumpRecorder(name, bus.Clock, spool, meter, _anonymiser);
        var running = new BusCapture(bus, recorder, progress.Say, terminal.Time).RunAsync(end.Token);
        var time = Task.Delay(request.For ?? Timeout.InfiniteTimeSpan, terminal.Time, end.Token);
        await Task.WhenAny(running, time, failed).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        var outcome = await running.ConfigureAwait(false);
        return failed.IsCompleted ? await failed.ConfigureAwait(false) : outcome;
    }

    private async Task<Outcome> RecordLinkAsync(
        ILinkTransport transport, LineSpool spool, CaptureMeter meter, ProgressLine progress, Task<Outcome> failed)
    {
        var store = StateFolder.StoreFor(transport.Info.Kind, request.StateDirectory, terminal);
        var session = new SessionRequest
        {
            Vin = request.Vin,
            FirstTime = request.FirstTime,
            For = request.For,
            Until = () => failed,
            WhenUnavailable = WhenUnavailable.Fail,
        };
        var remembered = store.Read().Remembered;
        if ((Subscribing.For(session, remembered, transport.Info.Kind).Vin ?? remembered?.Vin) is not { } vin)
            return new(ExitCode.WrongUse, $"{transport.Info.Name} cannot tell which vehicle it hears. Give --vin VIN.");

        var header = new PacketLogHeader(new OpenLinkProfile().Name, KindOf(transport.Info), transport.Clock.GetUtcNow(), vin) { Software = software };
        var recorder = new PacketRecorder(header, transport.Clock, new PacketLogWriter(_anonymiser), spool, meter);
        await using var run = EngineRun.Start(new RecordingTransport(transport, recorder), store, secret: request.Secret);
        await using var notices = new LinkNotices(transport.Info.Name, progress.Say);
        var outcome = await new Session(run.Engine, notices, terminal).RunAsync(session).ConfigureAwait(false);
        recorder.End();
        return outcome;
    }

    private Outcome Copy(LogSource log, Stream stream)
    {
        try
        {
            var copied = new LogCopy(log.Path, stream, _anonymiser).Run(terminal.Stop);
            terminal.Error.WriteLine(FormattableString.Invariant(
                $"{copied.Frames:N0} frames or packets of {copied.Lines:N0} lines to {Target}; {copied.BadLines:N0} unreadable lines left out"));
            return Outcome.Done;
        }
        catch (LinkException unusable)
        {
            return new(ExitCode.SourceUnusable, $"{log} is not usable. {Wording.Of(unusable.Fault)}");
        }
    }

    private async Task<Outcome> WriteAsync(Func<Stream, Task<Outcome>> write)
    {
        if (request.Problem is { } problem) return new(ExitCode.WrongUse, problem);
        if (IsToOutput) return await write(terminal.Output).ConfigureAwait(false);
        if (!CaptureFile.TryOpen(request.File, request.Force, out var file, out var refusal)) return refusal;
        await using (file) return await write(file).ConfigureAwait(false);
    }

    private async Task<Outcome> FailureOf(LineSpool spool)
    {
        var problem = await spool.Failed.ConfigureAwait(false);
        return StandardOutput.IsBrokenPipe(problem)
            ? Outcome.Done
            : new Outcome(ExitCode.SourceUnusable, $"{Target} cannot be written any more: {problem.Message.TrimEnd('.')}. The recording ends there.");
    }

    private static string KindOf(TransportInfo info) => info.Kind switch
    {
        TransportKind.Simulator => "sim",
        TransportKind.Bluetooth => "ble",
        _ => "unknown",
    };
}

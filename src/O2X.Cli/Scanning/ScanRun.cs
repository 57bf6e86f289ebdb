using O2X.Actors;
using O2X.Cli.Doctor;
using O2X.Cli.Output;
using O2X.Links;
using O2X.Vehicles;

namespace O2X.Cli.Scanning;

/// <summary>One scan from its beginning to its end.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="terminal">What surrounds it.</param>
internal sealed class ScanRun(ScanRequest request, Terminal terminal)
{
    /// <summary>Scans.</summary>
    public async Task<Outcome> RunAsync()
    {
        await using var transport = request.Source.Open(terminal.Time);
        return await RunAsync(transport).ConfigureAwait(false);
    }

    /// <summary>Scans with a transport; the caller disposes of it.</summary>
    public Task<Outcome> RunAsync(ILinkTransport transport)
    {
        var radio = new Radio(transport, terminal);
        return radio.UseAsync(() => ScanAsync(transport, radio));
    }

    private async Task<Outcome> ScanAsync(ILinkTransport transport, Radio radio)
    {
        var profiles = request.Secret?.Profiles ?? new EngineOptions().Profiles;
        var vin = request.Vin ?? Memory.Of(transport.Info.Kind, request.StateDirectory, terminal).Vehicle?.Vin;
        var table = new ScanTable(profiles, vin, request.All);
        var filter = request.All ? ScanFilter.Any : new ScanFilter([.. profiles.SelectMany(profile => profile.ServiceUuids)]);
        var queue = new SightingQueue();

        using var end = CancellationTokenSource.CreateLinkedTokenSource(terminal.Stop);
        var scan = await radio.StepAsync("Starting the scan", token => transport.StartScanAsync(filter, queue, token)).ConfigureAwait(false);
        var time = Task.Delay(request.For ?? Timeout.InfiniteTimeSpan, terminal.Time, end.Token);
        await using (var output = OutputFor(transport, vin, table))
        {
            var taking = queue.TakeAsync(
                sighting =>
                {
                    if (table.Hear(sighting) is { } heard) output.Heard(heard.Before, heard.Now);
                },
                end.Token);
            await Task.WhenAny(queue.Ended, time, taking).ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
            await radio.CloseAsync(scan).ConfigureAwait(false);
            await taking.ConfigureAwait(false);
        }

        if (queue.Ended.IsCompletedSuccessfully && !terminal.Stop.IsCancellationRequested)
            return radio.Unusable(await queue.Ended.ConfigureAwait(false));
        return request.Vin is not null && !table.HasMatch && !terminal.Stop.IsCancellationRequested
            ? new Outcome(ExitCode.ScanTimeout, $"{transport.Info.Name}: the vehicle {request.Vin} was not heard. Be close to the vehicle, switch it on, and check the VIN.")
            : Outcome.Done;
    }

    private IScanOutput OutputFor(ILinkTransport transport, Vin? vin, ScanTable table)
    {
        if (request.Json) return new ScanJson(terminal.Output, transport.Clock);
        if (!terminal.OutputIsTerminal || !terminal.Console().Profile.Capabilities.Ansi) return new ScanLines(terminal.Output, transport.Clock);
        var sought = vin is null ? "" : $" · {vin}";
        return new ScanView(terminal, $"o2x scan · {transport.Info.Name}{sought}{(request.All ? " · all devices" : "")}", table, transport.Clock);
    }
}

using O2X.Cli.Doctor;
using O2X.Cli.Output;
using O2X.Cli.Scanning;
using O2X.Links;
using O2X.Links.Gatt;

namespace O2X.Cli.Probing;

/// <summary>One look at an unknown device. It reads and never writes.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="terminal">What surrounds it.</param>
internal sealed class ProbeRun(ProbeRequest request, Terminal terminal)
{
    // Bluetooth allows 10.24 s between two adverts, and one may be missed.
    private static readonly TimeSpan _search = TimeSpan.FromSeconds(30);

    /// <summary>Looks at the device.</summary>
    public async Task<Outcome> RunAsync()
    {
        await using var transport = request.Source.Open(terminal.Time);
        return await RunAsync(transport).ConfigureAwait(false);
    }

    /// <summary>Looks at the device with a transport; the caller disposes of it.</summary>
    public Task<Outcome> RunAsync(ILinkTransport transport)
    {
        var radio = new Radio(transport, terminal);
        return radio.UseAsync(() => LookAsync(transport, radio));
    }

    private async Task<Outcome> LookAsync(ILinkTransport transport, Radio radio)
    {
        try
        {
            if (await FindAsync(transport, radio).ConfigureAwait(false) is not { } heard)
            {
                return new(ExitCode.ScanTimeout, $"{transport.Info.Name}: {Harmless.Of(request.Address)} was not heard within {_search.TotalSeconds} s. " +
                    "Be close to it, see that nobody else is connected to it, and look its address up with o2x scan --all.");
            }

            return await ProbeAsync(transport, radio, heard).ConfigureAwait(false);
        }
        catch (LinkException failure) when (failure.Fault.Reason is not (LinkLossReason.AdapterOff or LinkLossReason.PermissionMissing))
        {
            return new(ExitCode.ScanTimeout, $"{transport.Info.Name}: {Harmless.Of(request.Address)} could not be looked at. {Harmless.Of(Wording.Of(failure.Fault) ?? "")}");
        }
    }

    private async Task<Sighting?> FindAsync(ILinkTransport transport, Radio radio)
    {
        var ear = new Ear(request.Address);
        var scan = await radio.StepAsync("Starting the scan", token => transport.StartScanAsync(ScanFilter.Any, ear, token)).ConfigureAwait(false);
        try
        {
            return await ear.Heard.WaitAsync(_search, terminal.Time, terminal.Stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            await radio.CloseAsync(scan).ConfigureAwait(false);
        }
    }

    private async Task<Outcome> ProbeAsync(ILinkTransport transport, Radio radio, Sighting heard)
    {
        var link = await radio.StepAsync("Connecting", token => transport.ConnectAsync(heard, new DeafSink(), token)).ConfigureAwait(false);
        ProbeReport report;
        try
        {
            if (link is not IGattBrowser browser) throw new LinkException(LinkLossReason.NotSupported, $"{transport.Info.Name} cannot list what a device has.");
            var services = await radio.StepAsync("Listing the services", browser.ListAsync).ConfigureAwait(false);
            var values = new Dictionary<int, ProbedValue>();
            if (request.Read) await ReadAsync(radio, browser, services, values).ConfigureAwait(false);
            report = new ProbeReport(transport.Info.Name, heard, services, values);
        }
        finally
        {
            await radio.CloseAsync(link).ConfigureAwait(false);
        }

        if (request.Json) ProbeJson.Write(terminal.Output, report);
        else PageWriter.Write(ProbePage.Of(report), terminal);
        return Outcome.Done;
    }

    private static async Task ReadAsync(Radio radio, IGattBrowser browser, IReadOnlyList<GattService> services, Dictionary<int, ProbedValue> values)
    {
        foreach (var characteristic in services.SelectMany(service => service.Characteristics))
        {
            if (characteristic.Flags.HasFlag(GattFlags.Read)) values[characteristic.Id] = await ReadAsync(characteristic.Id).ConfigureAwait(false);
            foreach (var descriptor in characteristic.Descriptors) values[descriptor.Id] = await ReadAsync(descriptor.Id).ConfigureAwait(false);
        }

        async Task<ProbedValue> ReadAsync(int id)
        {
            try
            {
                return new(await radio.StepAsync("Reading", token => browser.ReadAsync(id, token)).ConfigureAwait(false));
            }
            catch (LinkException refused) when (refused.Fault.Reason is not (LinkLossReason.LinkLoss or LinkLossReason.PeerTerminated or LinkLossReason.AdapterOff))
            {
                return new(null, Wording.Of(refused.Fault));
            }
        }
    }

    private sealed class Ear(string address) : IScanSink
    {
        private readonly TaskCompletionSource<Sighting> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Sighting> Heard => _heard.Task;

        public void OnSighting(Sighting sighting)
        {
            if (string.Equals(sighting.Address, address, StringComparison.OrdinalIgnoreCase)) _heard.TrySetResult(sighting);
        }

        public void OnEnded(LinkFault fault) => _heard.TrySetException(new LinkException(fault));
    }

    /// <summary>Nothing is subscribed to, so that nothing comes; a loss shows at the next step.</summary>
    private sealed class DeafSink : ILinkSink
    {
        public bool TryWrite(ReadOnlySpan<byte> packet, long timestamp) => true;

        public ValueTask<bool> DrainedAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);

        public void OnClosed(LinkFault fault)
        {
        }
    }
}

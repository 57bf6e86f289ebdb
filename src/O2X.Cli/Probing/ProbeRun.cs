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
    /// <summary>How long the device is listened for.</summary>
    public static readonly TimeSpan Search = TimeSpan.FromSeconds(30);

    /// <summary>Looks at the device.</summary>
    public async Task<Outcome> RunAsync()
    {
        await using var transport = request.Source.Open(terminal.Time);
        return await RunAsync(transport).ConfigureAwait(false);
    }

    /// <summary>Looks at the device with a transport; the caller disposes of it.</summary>
    public async Task<Outcome> RunAsync(ILinkTransport transport)
    {
        var radio = new Radio(transport, terminal.Time);
        try
        {
            await radio.WaitUntilUsableAsync(terminal.Stop).ConfigureAwait(false);
            if (await FindAsync(transport, radio).ConfigureAwait(false) is not { } heard)
            {
                return new(ExitCode.ScanTimeout, $"{transport.Info.Name}: {Harmless.Of(request.Address)} was not heard within {Search.TotalSeconds} s. " +
                    "Be close to it, see that nobody else is connected to it, and look its address up with o2x scan --all.");
            }

            return await ProbeAsync(transport, radio, heard).ConfigureAwait(false);
        }
        catch (LinkException failure) when (failure.Fault.Reason is LinkLossReason.AdapterOff or LinkLossReason.PermissionMissing)
        {
            return radio.OutcomeOf(failure.Fault);
        }
        catch (LinkException failure)
        {
            return new(ExitCode.ScanTimeout, $"{transport.Info.Name}: {Harmless.Of(request.Address)} could not be looked at. {Harmless.Of(Wording.Of(failure.Fault) ?? "")}");
        }
        catch (OperationCanceledException) when (terminal.Stop.IsCancellationRequested)
        {
            return Outcome.Done;
        }
    }

    private async Task<Sighting?> FindAsync(ILinkTransport transport, Radio radio)
    {
        var ear = new Ear(request.Address);
        var scan = await radio.StepAsync("Starting the scan", token => transport.StartScanAsync(ScanFilter.Any, ear, token), terminal.Stop).ConfigureAwait(false);
        try
        {
            return await ear.Heard.WaitAsync(Search, terminal.Time, terminal.Stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            await scan.DisposeAsync().AsTask().WaitAsync(Radio.StepTimeout, terminal.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Outcome> ProbeAsync(ILinkTransport transport, Radio radio, Sighting heard)
    {
        var link = await radio.StepAsync("Connecting", token => transport.ConnectAsync(heard, new DeafSink(), token), terminal.Stop).ConfigureAwait(false);
        ProbeReport report;
        try
        {
            if (link is not IGattBrowser browser) throw new LinkException(LinkLossReason.NotSupported, $"{transport.Info.Name} cannot list what a device has.");
            var services = await radio.StepAsync("Listing the services", browser.ListAsync, terminal.Stop).ConfigureAwait(false);
            var values = new Dictionary<int, ProbedValue>();
            if (request.Read) await ReadAsync(radio, browser, services, values).ConfigureAwait(false);
            report = new ProbeReport(transport.Info.Name, heard, services, values);
        }
        finally
        {
            await link.DisposeAsync().AsTask().WaitAsync(Radio.StepTimeout, terminal.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (request.Json) ProbeJson.Write(terminal.Output, report);
        else PageWriter.Write(ProbePage.Of(report), terminal);
        return Outcome.Done;
    }

    private async Task ReadAsync(Radio radio, IGattBrowser browser, IReadOnlyList<GattService> services, Dictionary<int, ProbedValue> values)
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
                return new(await radio.StepAsync("Reading", token => browser.ReadAsync(id, token), terminal.Stop).ConfigureAwait(false));
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

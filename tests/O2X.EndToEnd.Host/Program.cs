using System.Runtime.InteropServices;
using O2X.EndToEnd.Host;
using O2X.Links;
using O2X.Links.Can.SocketCan;
using O2X.Links.Time;

// Listens to an interface for as long as it is there, and reports: INTERFACE [--all-ids] [--allow-active-can]
var options = new SocketCanOptions(args[0])
{
    AllIds = args.Contains("--all-ids"),
    AllowActiveCan = args.Contains("--allow-active-can"),
};
await using var report = new Report(new StreamWriter(Console.OpenStandardOutput()));
var clock = TimeProvider.System;
using var stop = new CancellationTokenSource();
using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});

var transport = new SocketCanTransport(options, clock);
var observer = new PrintingStateObserver(report);
transport.State.Subscribe(observer);

try
{
    await foreach (var state in observer.States.ReadAllAsync(stop.Token))
    {
        if (state.Availability == Availability.On) await ListenAsync();
    }
}
catch (OperationCanceledException)
{
    report.Write("stopped");
}

await transport.DisposeAsync();

async Task ListenAsync()
{
    try
    {
        var found = new PrintingScanSink(report);
        var scan = await transport.StartScanAsync(ScanFilter.Any, found, stop.Token);
        report.Write("scanning");
        var sighting = await EndAsync(found.First, scan);
        if (sighting is null) return;

        var sink = new PrintingLinkSink(report);
        var link = await transport.ConnectAsync(sighting, sink, stop.Token);
        report.Write("connected");
        await EndAsync(sink.Closed, link);
    }
    catch (LinkException e)
    {
        report.Write("refused", e.Fault);
    }
}

async Task<T> EndAsync<T>(Task<T> end, IAsyncDisposable open)
{
    try
    {
        return await end.WaitAsync(stop.Token);
    }
    finally
    {
        var begun = clock.GetTicks();
        await open.DisposeAsync();
        report.Write("disposed", ("milliseconds", (clock.GetTicks() - begun) / TimeSpan.TicksPerMillisecond));
    }
}

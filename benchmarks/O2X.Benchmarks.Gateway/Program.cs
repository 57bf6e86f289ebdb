using System.Globalization;
using O2X.Benchmarks.Gateway;

// One vehicle at 100 updates a second with 200 listeners: from the packet to the listener's read, beside ASP.NET's own server-sent events,
// in turns in one process. Then the program alone with nobody listening. Arguments: O2X.DLL [ROUNDS [SECONDS-A-ROUND [SECONDS-IDLE]]]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int listeners = 200;
const int updatesASecond = 100;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
var seconds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 15;
var idleSeconds = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 60;

var plain = await PlainEndpoint.StartAsync();
await using var gateway = await GatewayEndpoint.StartAsync();
List<Round> plainRounds = [], gatewayRounds = [];
for (var round = 0; round <= rounds; round++)
{
    var theirs = await MeasureAsync(new Uri(plain.Urls.First()), "/plain", PlainEndpoint.Tell);
    var ours = await MeasureAsync(gateway.Address, "/api/stream", gateway.Tell);
    // In the first the code is compiled.
    if (round == 0) continue;
    plainRounds.Add(theirs);
    gatewayRounds.Add(ours);
    Console.Error.WriteLine($"round {round}: plain {theirs}, gateway {ours}");
}

await plain.StopAsync();
var (workingSet, cpu) = await Idle.MeasureAsync(args[0], TimeSpan.FromSeconds(idleSeconds));
Report.Write(Console.Out, plainRounds, gatewayRounds, workingSet, cpu, $"{listeners} listeners, {updatesASecond} updates a second, {rounds} rounds of {seconds} s");

async Task<Round> MeasureAsync(Uri address, string path, Action<int> tell)
{
    var latencies = new Latencies();
    using var end = new CancellationTokenSource();
    var hear = Enumerable.Range(0, listeners).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
    var all = hear.Select(hears => latencies.ListenAsync(address, path, hears, end.Token)).ToArray();
    using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / updatesASecond), TimeProvider.System);
    var charge = 0;
    // Until everybody hears.
    while (hear.Any(hears => !hears.Task.IsCompleted)) await TellAsync();
    for (var i = 0; i < updatesASecond; i++) await TellAsync();
    GC.Collect();
    var allocated = GC.GetTotalAllocatedBytes();
    var processor = Environment.CpuUsage.TotalTime;
    latencies.Begin();
    for (var i = 0; i < updatesASecond * seconds; i++) await TellAsync();
    // What was told last is still under way.
    for (var i = 0; i < updatesASecond / 2; i++) await pace.WaitForNextTickAsync();
    var read = latencies.End();
    var used = Environment.CpuUsage.TotalTime - processor;
    allocated = GC.GetTotalAllocatedBytes() - allocated;
    await end.CancelAsync();
    await Task.WhenAll(all);
    return new Round(read, (double)read.Length / (listeners * updatesASecond * seconds), allocated / (double)read.Length, used.TotalMicroseconds / read.Length);

    async Task TellAsync()
    {
        await pace.WaitForNextTickAsync();
        charge = (charge + 1) % Latencies.Charges;
        latencies.Given(charge);
        tell(charge);
    }
}

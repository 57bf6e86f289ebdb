using O2X.VirtualAir;
using O2X.VirtualAir.Cars;

// The air of a machine: adapters on /dev/vhci, cars of the simulator, and whatever advertises on an adapter. Told what to do by
// lines on its standard input; ends when that ends.
var air = new Air(TimeProvider.System);
var garage = new Garage(air);
await garage.ListenAsync();
var commands = new Commands(air, garage);
using var stop = new CancellationTokenSource();
var running = Task.Run(() => air.Line.RunAsync(stop.Token));

while (await Task.WhenAny(Task.Run(Console.In.ReadLineAsync), running) is Task<string?> reading && await reading is { } line)
{
    Console.WriteLine(await commands.ExecuteAsync(line));
}

await stop.CancelAsync();
try
{
    await running;
}
catch (OperationCanceledException)
{
}

using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Akka.Actor;
using O2X.Actors;
using O2X.Links.BlueZ;
using O2X.Links.Time;
using O2X.Vehicles;

// The engine on Bluetooth, as compare.sh wants to be told of it. A line in, a line out:
//   first   from the start of the scan to the first decoded value, in ms; nothing is linked afterwards
//   hold    links, and stays linked
//   count   packets so far
var vin = Vin.Parse(args[0]);
var clock = TimeProvider.System;
using var system = ActorSystem.Create("bench");
await using var transport = new BlueZTransport(new BlueZOptions { Adapter = args[1] });
await using var engine = O2XEngine.Start(system, transport, new EngineOptions
{
    // The dongle is made to pause between two rates.
    Timeouts = new Timeouts { LooseConnection = TimeSpan.FromMinutes(1) },
});
using var listening = engine.Information.Subscribe(_ => { });

while (Console.ReadLine() is { } line)
{
    switch (line)
    {
        case "first":
            var begun = clock.GetTicks();
            await LinkAsync();
            Say($"{TimeSpan.FromTicks(clock.GetTicks() - begun).TotalMilliseconds:0}");
            await engine.UnsubscribeAsync();
            break;
        case "hold":
            await LinkAsync();
            Say("ok");
            break;
        case "count":
            Say($"{engine.Diagnose().Counters.Decoding.Packets}");
            break;
    }
}

async Task LinkAsync()
{
    // Ready is told when the first packet has been decoded; Information would begin with what was known before.
    var ready = engine.Link.FirstAsync(link => link.State == LinkState.Ready).ToTask();
    await engine.SubscribeAsync(new SubscribeRequest { Vin = vin, FirstTime = true });
    await ready;
}

static void Say(string text) => Console.WriteLine(text);

using Akka.Actor;
using O2X.Actors;
using O2X.Actors.Storage;
using O2X.Links.Time;
using O2X.Simulator;
using O2X.Vehicles;

namespace O2X.TestKit;

/// <summary>An engine in a simulated world on virtual time, with everything it says written down.</summary>
public sealed class SimulatedBench : IAsyncDisposable
{
    private static int _count;

    public SimulatedBench(ActorSystem system, EngineOptions? options = null, int seed = 1)
    {
        // With a context of the test runner's, what a step sets off would go to another thread.
        SynchronizationContext.SetSynchronizationContext(null);
        System = system;
        Clock = new VirtualClock(EngineBench.Start);
        World = new SimulatedWorld(Clock, seed: seed);
        Name = $"simulated{Interlocked.Increment(ref _count)}";
        Options = (options ?? new EngineOptions { Seed = seed }) with { Name = Name };
        Engine = O2XEngine.Start(system, World.Transport, Options);
        // An actor system starts its top-level actors on a thread of its own: an answer says that they have started.
        Engine.SetTimeoutsAsync().GetAwaiter().GetResult();
        Information = new(Engine.Information);
        Status = new(Engine.Status);
        Events = new(Engine.Events);
        Link = new(Engine.Link);
    }

    public ActorSystem System { get; }

    /// <summary>What the engine's actor is called; a number follows.</summary>
    public string Name { get; }

    public EngineOptions Options { get; }

    public VirtualClock Clock { get; }

    public SimulatedWorld World { get; }

    public IO2XEngine Engine { get; }

    public Recorder<VehicleSnapshot> Information { get; }

    public Recorder<VehicleSnapshot> Status { get; }

    public Recorder<VehicleEvent> Events { get; }

    public Recorder<LinkReport> Link { get; }

    public LinkState State => Engine.LinkReport.State;

    public bool IsLive => State == LinkState.Ready && Information.Last.QualityOf(Signal.StateOfCharge) == Quality.Live;

    /// <summary>Whether everything that the engine opened is closed.</summary>
    public bool IsNothingOpen =>
        World.Radio is { OpenLinks: 0, RunningScans: 0, PendingConnects: 0, RunningTimers: 0 } && Clock.ArmedTimers == 0;

    /// <summary>A store that remembers the world's first car.</summary>
    public static MemoryVehicleStore Remembering()
    {
        var store = new MemoryVehicleStore();
        using var open = store.Open();
        _ = open.SaveAsync(new StoredVehicle { Remembered = new RememberedVehicle(SimulatedWorld.DefaultVin, "open-link", null) });
        return store;
    }

    public void Pass(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Lets time pass in small steps until something is so.</summary>
    /// <returns>How many seconds it took; null when it was not so within the most that were given.</returns>
    public double? PassUntil(Func<bool> isSo, double most, double step = 0.05)
    {
        var began = Clock.GetTimestamp();
        while (!isSo())
        {
            if (TimeSpan.FromTicks(Clock.GetTimestamp() - began).TotalSeconds >= most) return null;
            Pass(step);
        }

        return TimeSpan.FromTicks(Clock.GetTimestamp() - began).TotalSeconds;
    }

    public Task<SubscribeReply> SubscribeAsync(bool firstTime = true) =>
        Engine.SubscribeAsync(new SubscribeRequest { FirstTime = firstTime, Vin = firstTime ? SimulatedWorld.DefaultVin : null });

    /// <summary>Does something on the line of execution, where nothing else happens meanwhile.</summary>
    public T Do<T>(Func<T> action)
    {
        T result = default!;
        Clock.Executor.Run(() => result = action());
        return result;
    }

    /// <summary>Keeps of what was told the last alone: a long run would otherwise keep everything.</summary>
    public void ForgetTheTold()
    {
        Information.Forget();
        Status.Forget();
        Events.Forget();
        Link.Forget();
    }

    /// <summary>Ends the engine, and lets the time pass that this takes when the world is slow.</summary>
    public async Task EndEngineAsync()
    {
        var ending = Do(() => Engine.DisposeAsync().AsTask());
        Pass(30);
        await ending.WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await EndEngineAsync().ConfigureAwait(false);
        await World.DisposeAsync().ConfigureAwait(false);
    }
}

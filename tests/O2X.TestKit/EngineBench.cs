using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.Logging;
using O2X.Actors;
using O2X.Links;
using O2X.Links.Time;
using O2X.Vehicles;

namespace O2X.TestKit;

/// <summary>
/// An engine on virtual time with everything it says written down. When a method of the transport or the clock returns, everything that
/// followed from it has happened: there is nothing to wait for.
/// </summary>
public sealed class EngineBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly bool _ownsSystem;

    public EngineBench(
        EngineOptions? options = null,
        TransportKind kind = TransportKind.Bus,
        bool isLossless = false,
        ActorSystem? system = null,
        Func<ScriptedTransport, ILinkTransport>? wrap = null,
        ILogger? logger = null)
    {
        // With a context of the test runner's, what a step sets off would go to another thread.
        SynchronizationContext.SetSynchronizationContext(null);
        Clock = new VirtualClock(Start);
        Transport = new ScriptedTransport(Clock, kind, isLossless);
        _ownsSystem = system is null;
        System = system ?? ActorSystem.Create("bench", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));
        options ??= new EngineOptions { Seed = 1 };
        Path = $"/user/{options.Name}-*";
        Engine = O2XEngine.Start(System, wrap?.Invoke(Transport) ?? Transport, options, logger);
        // An actor system starts its top-level actors on a thread of its own: an answer says that they have started.
        Engine.SetTimeoutsAsync().GetAwaiter().GetResult();
        Information = new(Engine.Information);
        Status = new(Engine.Status);
        Events = new(Engine.Events);
        Link = new(Engine.Link);
    }

    /// <summary>Where the engine's first actor is; of several engines in an actor system, those of the same name.</summary>
    public string Path { get; }

    public VirtualClock Clock { get; }

    public ScriptedTransport Transport { get; }

    public ActorSystem System { get; }

    public IO2XEngine Engine { get; }

    public Recorder<VehicleSnapshot> Information { get; }

    public Recorder<VehicleSnapshot> Status { get; }

    public Recorder<VehicleEvent> Events { get; }

    public Recorder<LinkReport> Link { get; }

    public LinkState State => Engine.LinkReport.State;

    /// <summary>The states told so far, without the first and without reports of data.</summary>
    public IReadOnlyList<LinkState> States => [.. Link.Items.Skip(1).Where(report => report.InvalidData is null).Select(report => report.State)];

    public void Pass(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    public Task<SubscribeReply> SubscribeAsync(bool firstTime = true, Vin? vin = null) =>
        Engine.SubscribeAsync(new SubscribeRequest { FirstTime = firstTime, Vin = vin ?? (firstTime ? AmiBus.Vin : null) });

    /// <summary>Brings the link to <see cref="LinkState.Ready"/>.</summary>
    public async Task<ScriptedLink> BecomeReadyAsync()
    {
        await SubscribeAsync();
        return SightAndBecomeReady();
    }

    public ScriptedLink SightAndBecomeReady()
    {
        Transport.Sight();
        Transport.Link.Everything();
        Transport.Link.SayVin(AmiBus.Vin);
        return Transport.Link;
    }

    /// <summary>Crashes actors of the bench's own actor system.</summary>
    /// <param name="path">Where they are below the engine: <c>link</c>, <c>link/scanner</c>, <c>link/decoder</c>.</param>
    public void Crash(string path) =>
        Clock.Executor.Run(() => System.ActorSelection($"/user/*/{path}").Tell(Kill.Instance, ActorRefs.NoSender));

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        if (_ownsSystem) await System.Terminate();
    }
}

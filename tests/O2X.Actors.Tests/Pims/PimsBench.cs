using System.Text.Json;
using O2X.Links;
using O2X.TestKit;

namespace O2X.Actors.Tests.Pims;

/// <summary>A facade over an engine on virtual time, and everything that its callbacks were told.</summary>
internal sealed class PimsBench : IAsyncDisposable
{
    public PimsBench(PimsOptions? options = null, EngineOptions? engineOptions = null, TransportKind kind = TransportKind.Bus, EngineBench? engine = null)
    {
        OwnsEngine = engine is null;
        Engine = engine ?? new EngineBench(engineOptions ?? new EngineOptions { Seed = 1, InformationInterval = TimeSpan.Zero }, kind);
        Facade = new Actors.Pims(Engine.Engine, options, Logger);
    }

    public const string New = $$"""{"actionType":"O2X","vin":"{{Vin}}","reception":"information","firstTime":true}""";
    public const string NewByStatus = $$"""{"actionType":"O2X","vin":"{{Vin}}","reception":"status","firstTime":true}""";
    public const string Known = """{"actionType":"O2X","reception":"information","firstTime":false}""";
    public const string Action = """{"actionType":"O2X"}""";
    public const string Vin = "VR1AB12C3D4567890";
    public const string Informations = "pims.vehicle.informations";
    public const string Event = "pims.vehicle.event";

    public EngineBench Engine { get; }

    public Actors.Pims Facade { get; }

    public RecordingLogger Logger { get; } = new();

    /// <summary>What the callback of the subscription to informations was told.</summary>
    public List<PimsMessage> Told { get; } = [];

    /// <summary>What the callback of the subscription to events was told.</summary>
    public List<PimsMessage> Events { get; } = [];

    private bool OwnsEngine { get; }

    public static async Task<PimsBench> InitializedAsync(PimsOptions? options = null, EngineOptions? engineOptions = null, TransportKind kind = TransportKind.Bus)
    {
        var bench = new PimsBench(options, engineOptions, kind);
        await bench.Facade.Initialize();
        return bench;
    }

    /// <summary>A facade whose vehicle is there and talks.</summary>
    public static async Task<PimsBench> ReadyAsync(string request = New, PimsOptions? options = null)
    {
        var bench = await InitializedAsync(options);
        await bench.SubscribeAsync(request);
        bench.Engine.SightAndBecomeReady();
        return bench;
    }

    public Task<PimsMessage> SubscribeAsync(string request = New) => Facade.Subscribe(Informations, PimsParameters.Parse(request), Told.Add);

    public Task<PimsMessage> SubscribeToEventsAsync(string request = Action) => Facade.Subscribe(Event, PimsParameters.Parse(request), Events.Add);

    public Task<PimsMessage> GetAsync(string api, string parameters = "{}") => Facade.Get(api, PimsParameters.Parse(parameters));

    public Task<PimsMessage> SetAsync(string api, string parameters = "{}") => Facade.Set(api, PimsParameters.Parse(parameters));

    /// <summary>The status of the service o2x.</summary>
    public async Task<string?> ServiceAsync()
    {
        var answer = await GetAsync("pims.vehicle.services", """{"services":["o2x"]}""");
        return answer.Result!.Value.GetProperty("services")[0].GetProperty("status").GetString();
    }

    public async ValueTask DisposeAsync()
    {
        await Facade.DisposeAsync();
        if (OwnsEngine) await Engine.DisposeAsync();
    }
}

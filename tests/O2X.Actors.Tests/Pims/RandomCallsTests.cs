using CsCheck;
using O2X.Links;
using O2X.TestKit;
using Xunit;

namespace O2X.Actors.Tests.Pims;

/// <summary>
/// No sequence of calls, valid and invalid, with whatever happens on the bus in between, ever throws, hangs, leaves a call without its
/// answers, or has two vehicles subscribed.
/// </summary>
public sealed class RandomCallsTests
{
    private const int Sequences = 400;

    private static readonly string[] _names =
    [
        "pims.vehicle.informations", "pims.vehicle.event", "pims.vehicle.timeout", "pims.vehicle.vin", "pims.vehicle.services",
        "pims.vehicle.cleardata", "pims.vehicle.configuration", "pims.sdk.version", "pims.sdk.configuration", "pims.vehicle.trips", "",
    ];

    private static readonly string[] _parameters =
    [
        "{}", PimsBench.New, PimsBench.NewByStatus, PimsBench.Known, PimsBench.Action,
        """{"actionType":"O2X","vin":"VR1AB12C3D4567891","reception":"status","firstTime":"true"}""",
        """{"scan":1000,"looseConnection":1,"changeStatus":86400000}""", """{"scan":null}""", """{"services":["o2x"]}""",
        """{"services":[]}""", """{"monitoring":{"loglevel":"high"}}""", """{"monitoring":[]}""",
    ];

    private static readonly Gen<Step> _step = Gen.Frequency(
        (6, Gen.Select(Gen.Enum<PimsMethod>(), OneOf(_names), OneOf(_parameters), (method, api, parameters) =>
            new Step($"{method} {api} {parameters}", walk => walk.Call(method, api, parameters)))),
        (4, OneOf(PimsBench.New, PimsBench.Known).Select(parameters =>
            new Step($"Subscribe {parameters}", walk => walk.Call(PimsMethod.Subscribe, PimsBench.Informations, parameters)))),
        (1, Gen.Const(new Step("Initialize", walk => walk.Answers.Add(walk.Bench.Facade.Initialize())))),
        (1, Gen.Const(new Step("Release", walk => walk.Answers.Add(walk.Bench.Facade.Release())))),
        (3, Gen.Double[0, 70].Select(seconds => new Step($"Pass {seconds}", walk => walk.Bench.Engine.Pass(seconds)))),
        (3, Gen.Const(new Step("Sight", walk => walk.Sight()))),
        (2, Gen.Const(new Step("Frames", walk => walk.Talk()))),
        (1, Gen.Enum<Availability>().Select(availability =>
            new Step($"Become {availability}", walk => walk.Bench.Engine.Transport.Become(new TransportState(availability))))),
        (1, Gen.Const(new Step("Lose", walk => walk.Lose()))));

    [Fact]
    public void Every_call_is_answered_as_documented_whatever_happens() =>
        _step.Array[1, 50].Sample(
            steps => WalkAsync(steps).GetAwaiter().GetResult(),
            iter: Sequences,
            threads: 1,
            print: steps => string.Join(Environment.NewLine, steps.Select(step => step.Text)));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static async Task WalkAsync(Step[] steps)
    {
        await using var bench = await PimsBench.InitializedAsync();
        var walk = new Walk(bench);
        foreach (var step in steps)
        {
            step.Do(walk);
            Assert.True(bench.Engine.Transport.OpenLinks <= 1);
        }

        bench.Engine.Transport.Become(TransportState.On);
        var answers = await Task.WhenAll(walk.Answers);
        Assert.All(answers, answer => Assert.NotEqual(PimsStatus.Result, answer.Status));
        foreach (var (told, answer) in walk.Calls)
        {
            var first = await answer;
            Assert.Equal(first, told[0]);
            Assert.All(told.Skip(1), message => Assert.Equal((PimsStatus.Result, first.TransactionId), (message.Status, message.TransactionId)));
            if (first.Status == PimsStatus.Failed) Assert.Single(told);
            Assert.All(told, message => Assert.False(message is { Result: not null, Error: not null }));
        }

        Assert.DoesNotContain(bench.Logger.Lines, line => line.Event.Name is "PimsCallFailed" or "PimsCallbackFailed");
        await bench.Facade.Release();
        Assert.Equal(LinkState.Idle, bench.Engine.State);
        bench.Engine.AssertNothingIsOpen();
    }

    private sealed record Step(string Text, Action<Walk> Do);

    private sealed class Walk(PimsBench bench)
    {
        public PimsBench Bench => bench;

        public List<Task<PimsMessage>> Answers { get; } = [];

        public List<(List<PimsMessage> Told, Task<PimsMessage> Answer)> Calls { get; } = [];

        public void Call(PimsMethod method, string api, string parameters)
        {
            var told = new List<PimsMessage>();
            var given = PimsParameters.Parse(parameters);
            var answer = method switch
            {
                PimsMethod.Get => bench.Facade.Get(api, given, told.Add),
                PimsMethod.Set => bench.Facade.Set(api, given, told.Add),
                PimsMethod.Subscribe => bench.Facade.Subscribe(api, given, told.Add),
                _ => bench.Facade.Unsubscribe(api, told.Add),
            };
            Answers.Add(answer);
            Calls.Add((told, answer));
        }

        public void Sight()
        {
            bench.Engine.Transport.Sight();
            Talk();
            if (bench.Engine.Transport.OpenLinks > 0) bench.Engine.Transport.Link.SayVin(AmiBus.Vin);
        }

        public void Talk()
        {
            if (bench.Engine.Transport.OpenLinks > 0) bench.Engine.Transport.Link.Everything();
        }

        public void Lose()
        {
            if (bench.Engine.Transport.OpenLinks > 0) bench.Engine.Transport.Link.End(new LinkFault(LinkLossReason.LinkLoss));
        }
    }
}

using System.Text;
using System.Text.Json;
using O2X.Gateway.Mqtt;
using O2X.Links;
using O2X.Actors;
using O2X.Simulator;

namespace O2X.Gateway.Tests.Mqtt;

public class MqttCommandSpecs
{
    private static readonly Dictionary<string, string?> On = new() { ["O2X:Gateway:Mqtt:Commands"] = "true" };

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "explode", "{}", "There is no command 'explode'." },
        { "timeouts", "[]", "A command is a JSON object." },
        { "timeouts", "{", "The payload is no JSON." },
        { "timeouts", """{"scan":"5"}""", "timeouts does not take 'scan' with this value." },
        { "timeouts", """{"scan":1.5}""", "timeouts does not take 'scan' with this value." },
        { "timeouts", """{"vin":"x"}""", "timeouts does not take 'vin' with this value." },
        { "timeouts", """{"scan":0}""", "scan must be between 1 and 86400000 ms." },
        { "subscribe", """{"vin":"x"}""", "subscribe does not take 'vin' with this value." },
        { "subscribe", """{"reception":"all"}""", "subscribe does not take 'reception' with this value." },
        { "unsubscribe", """{"scan":1}""", "unsubscribe does not take 'scan' with this value." },
    };

    [Fact]
    public async Task Takes_none_unless_they_are_switched_on()
    {
        await using var bench = await MqttBench.StartReadyAsync();
        await SendAsync(bench, "unsubscribe", "");
        bench.Host.Pass(1);

        Assert.Equal(["homeassistant/status"], bench.Broker.Subscriptions);
        Assert.Equal(LinkState.Ready, bench.Host.View.Link.State);
        Assert.Empty(bench.Broker.Texts(bench.Topic("reply")));
    }

    [Fact]
    public async Task Unsubscribes_and_subscribes_and_replies()
    {
        await using var bench = await MqttBench.StartReadyAsync(On);
        Assert.Contains(bench.Topic("command/+"), bench.Broker.Subscriptions);
        await SendAsync(bench, "unsubscribe", """{"id":"7"}""");
        bench.Host.Pass(1);

        Assert.Equal(LinkState.Idle, bench.Host.View.Link.State);
        Assert.Equal("""{"command":"unsubscribe","id":"7","done":true,"code":null,"words":null}""", bench.Broker.Texts(bench.Topic("reply")).Single());

        await SendAsync(bench, "subscribe", $$"""{"vin":"{{SimulatedWorld.DefaultVin.Full}}","firstTime":true,"reception":"information"}""");
        bench.Host.BecomeReady();
        Assert.Equal("""{"command":"subscribe","id":null,"done":true,"code":null,"words":null}""", bench.Broker.Texts(bench.Topic("reply")).Last());
    }

    [Fact]
    public async Task Tells_the_code_and_words_of_a_refusal()
    {
        await using var bench = await MqttBench.StartReadyAsync(On);
        await SendAsync(bench, "subscribe", "{}");

        var reply = JsonDocument.Parse(bench.Broker.Texts(bench.Topic("reply")).Single()).RootElement;
        Assert.False(reply.GetProperty("done").GetBoolean());
        Assert.Equal(2005, reply.GetProperty("code").GetInt32());
        Assert.Equal("A vehicle is subscribed to already. Unsubscribe first.", reply.GetProperty("words").GetString());
    }

    [Fact]
    public async Task Sets_the_timeouts_that_are_given()
    {
        await using var bench = await MqttBench.StartReadyAsync(On);
        await SendAsync(bench, "timeouts", """{"scan":30000,"changeStatus":250}""");

        Assert.Equal(
            new Timeouts { Scan = TimeSpan.FromSeconds(30), ChangeStatus = TimeSpan.FromMilliseconds(250) }, bench.Host.Engine.Timeouts);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Says_what_is_wrong_with_a_command(string name, string payload, string words)
    {
        await using var bench = await MqttBench.StartReadyAsync(On);
        await SendAsync(bench, name, payload);

        var reply = JsonDocument.Parse(bench.Broker.Texts(bench.Topic("reply")).Single()).RootElement;
        Assert.Equal((false, words), (reply.GetProperty("done").GetBoolean(), reply.GetProperty("words").GetString()));
        Assert.Equal(LinkState.Ready, bench.Host.View.Link.State);
    }

    [Fact]
    public async Task Does_not_read_a_payload_that_is_too_long()
    {
        await using var bench = await MqttBench.StartReadyAsync(On);
        await SendAsync(bench, "unsubscribe", new string(' ', MqttRequest.MostBytes + 1));

        Assert.Contains("at most 4096 bytes", bench.Broker.Texts(bench.Topic("reply")).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carries_out_no_command_that_the_broker_had_kept()
    {
        await using var bench = await MqttBench.StartReadyAsync(On);
        await bench.Broker.DeliverAsync(new BrokerMessage(bench.Topic("command/unsubscribe"), Array.Empty<byte>(), IsRetained: true));

        Assert.NotEqual(LinkState.Idle, bench.Host.View.Link.State);
        Assert.Empty(bench.Broker.Texts(bench.Topic("reply")));
    }

    [Fact]
    public async Task Replies_where_the_sender_wants_it()
    {
        await using var bench = await MqttBench.StartReadyAsync(On);
        await bench.Broker.DeliverAsync(new BrokerMessage(bench.Topic("command/timeouts"), "{}"u8.ToArray()) { ReplyTo = "mine", Correlation = [1, 2] });
        await bench.Broker.DeliverAsync(new BrokerMessage(bench.Topic("command/timeouts"), "{}"u8.ToArray()) { ReplyTo = "all/#" });

        Assert.Equal([1, 2], bench.Broker.Arrived.Single(message => message.Topic == "mine").Correlation);
        Assert.Single(bench.Broker.Texts(bench.Topic("reply")));
    }

    private static Task SendAsync(MqttBench bench, string name, string payload) =>
        bench.Broker.DeliverAsync(new BrokerMessage(bench.Topic($"command/{name}"), Encoding.UTF8.GetBytes(payload)));
}

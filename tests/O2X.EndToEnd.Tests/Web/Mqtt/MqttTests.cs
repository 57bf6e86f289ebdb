using System.Text.Json;

namespace O2X.EndToEnd.Tests.Web.Mqtt;

/// <summary>The gateway with a real broker.</summary>
[Trait("Kind", "web")]
public sealed class MqttTests : IDisposable
{
    private const string Vin = "VR1AB12C3D4567890";

    private const string Troubled =
        """
        {
          "name": "troubled", "title": "The link is lost again and again", "length": 600,
          "steps": [ { "at": 0, "car": "drive" }, { "at": 3, "fault": "link-loss", "every": 3, "times": 150 } ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("o2x-mqtt-").FullName;
    private readonly int _port = Mosquitto.FreePort();

    [Theory]
    [InlineData("5", "(p5,")]
    [InlineData("3.1.1", "(p2,")]
    public async Task Retains_what_home_assistant_evcc_and_late_subscribers_need(string protocol, string logged)
    {
        await using var broker = await Mosquitto.StartAsync(_folder, _port);
        await using var gateway = await MqttGateway.StartAsync(_folder, "sim", $"Broker=mqtt://127.0.0.1:{_port}", $"Protocol={protocol}");
        await using var early = MosquittoClient.Subscribe(_port);
        await early.UntilAsync("/linked", text => text == "online");
        await early.UntilAsync("/evcc/soc", text => text.Length > 0);
        await broker.Log.UntilAsync(line => line.Contains(" as o2x-", StringComparison.Ordinal) && line.Contains(logged, StringComparison.Ordinal));

        await using var late = MosquittoClient.Subscribe(_port, "-V", "mqttv311");
        var discovery = await late.UntilAsync("/config", text => text.StartsWith('{'));
        foreach (var topic in new[] { "/gateway", "/linked", "/link", "/status", "/values", "/age", "/evcc/soc", "/evcc/range", "/evcc/odometer" })
        {
            await late.UntilAsync(topic, text => text.Length > 0);
            // What is retained comes first; a change may have followed.
            Assert.Equal("1", late.Messages(topic).First()[0]);
        }

        var document = JsonDocument.Parse(discovery[2]).RootElement;
        Assert.Equal("1", discovery[0]);
        Assert.Equal($"homeassistant/device/{document.GetProperty("device").GetProperty("identifiers")[0].GetString()}/config", discovery[1]);
        Assert.Equal("o2x", document.GetProperty("origin").GetProperty("name").GetString());
        Assert.All(
            document.GetProperty("components").EnumerateObject(),
            component => Assert.True(component.Value.TryGetProperty("platform", out _) && component.Value.TryGetProperty("unique_id", out _)));
        var soc = (await late.UntilAsync("/evcc/soc", text => text.Length > 0))[2];
        Assert.InRange(int.Parse(soc, System.Globalization.CultureInfo.InvariantCulture), 0, 100);
        Assert.DoesNotContain(early.Log.Lines.Concat(late.Log.Lines).Concat(broker.Log.Lines), line => line.Contains(Vin, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Tells_home_assistant_again_after_its_birth()
    {
        await using var broker = await Mosquitto.StartAsync(_folder, _port);
        await using var gateway = await MqttGateway.StartAsync(_folder, "sim", $"Broker=mqtt://127.0.0.1:{_port}");
        await using var early = MosquittoClient.Subscribe(_port);
        await early.UntilAsync("/linked", text => text == "online");
        var before = early.Messages("/config").Count();
        await MosquittoClient.PublishAsync(_port, "homeassistant/status", "online");

        await early.Log.UntilAsync(_ => early.Messages("/config").Count() > before ? "again" : null);
    }

    [Fact]
    public async Task Leaves_its_will_when_it_is_killed()
    {
        await using var broker = await Mosquitto.StartAsync(_folder, _port);
        await using var gateway = await MqttGateway.StartAsync(_folder, "sim", $"Broker=mqtt://127.0.0.1:{_port}");
        await using var early = MosquittoClient.Subscribe(_port);
        await early.UntilAsync("/evcc/soc", text => text.Length > 0);
        await gateway.KillAsync();
        await early.UntilAsync("/gateway", text => text == "offline");

        await using var late = MosquittoClient.Subscribe(_port);
        Assert.Equal("1", (await late.UntilAsync("/gateway", text => text == "offline"))[0]);
        Assert.NotEqual("", (await late.UntilAsync("/evcc/soc", text => text.Length > 0))[2]);
    }

    [Fact]
    public async Task Loses_nothing_while_the_broker_is_away()
    {
        var scenario = Path.Combine(_folder, "troubled.json");
        await File.WriteAllTextAsync(scenario, Troubled);
        // The broker keeps sessions and what is retained over its own restart, as it does in real use.
        string[] keeping = ["allow_anonymous true", "persistence true", $"persistence_location {Mosquitto.WritableFolder(_folder)}/"];
        await using var broker = await Mosquitto.StartAsync(_folder, _port, keeping);
        await using var reader = MosquittoClient.Subscribe(_port, "-c", "-i", "reader");
        await broker.Log.UntilAsync(line => line.Contains("Received SUBSCRIBE from reader", StringComparison.Ordinal));
        await using var gateway = await MqttGateway.StartAsync(_folder, $"sim:{scenario}", $"Broker=mqtt://127.0.0.1:{_port}");
        await reader.Log.UntilAsync(_ => reader.Messages("/event").Any() ? "one" : null);
        await broker.StopAsync();
        await gateway.Errors.UntilAsync(line => line.Contains("The connection to the MQTT broker was lost", StringComparison.Ordinal));

        // While nobody listens, more happens.
        var seen = Ids(reader)[^1];
        var missed = await gateway.EventsAfterAsync(seen, count: 3);

        await using var again = await Mosquitto.StartAsync(_folder, _port, keeping);
        await reader.Log.UntilAsync(_ => Ids(reader).Contains(missed[^1]) ? "all" : null);
        var ids = Ids(reader);
        Assert.Equal(await gateway.EventsAfterAsync(ids[0] - 1, ids.Count), ids);
        await reader.UntilAsync("/gateway", text => text == "online");
    }

    [Fact]
    public async Task Carries_out_commands_and_replies_where_they_are_switched_on()
    {
        await using var broker = await Mosquitto.StartAsync(_folder, _port);
        await using var gateway = await MqttGateway.StartAsync(_folder, "sim", $"Broker=mqtt://127.0.0.1:{_port}", "Commands=true");
        await using var reader = MosquittoClient.Subscribe(_port);
        var linked = await reader.UntilAsync("/linked", text => text == "online");
        var vehicle = linked[1][..^"/linked".Length];
        await MosquittoClient.PublishAsync(_port, $"{vehicle}/command/timeouts", """{"scan":0,"id":"first"}""");
        await reader.UntilAsync("/reply", text => text.Contains("\"id\":\"first\",\"done\":false,\"code\":2102", StringComparison.Ordinal));
        await MosquittoClient.PublishAsync(_port, $"{vehicle}/command/unsubscribe", "");
        await reader.UntilAsync("/reply", text => text.StartsWith("{\"command\":\"unsubscribe\",\"id\":null,\"done\":true", StringComparison.Ordinal));
        await reader.UntilAsync("/linked", text => text == "offline");

        var reply = await RunAsync(
            "mosquitto_rr", "-V", "mqttv5", "-h", "127.0.0.1", "-p", $"{_port}", "-W", "30", "-t", $"{vehicle}/command/timeouts", "-e", "mine/reply", "-m", """{"scan":30000}""");
        Assert.Equal("""{"command":"timeouts","id":null,"done":true,"code":null,"words":null}""", reply.Trim());
    }

    [Fact]
    public async Task Signs_in_with_a_password_from_a_file()
    {
        await MakePasswordAsync("car", "right");
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret"), "right\n");
        await using var broker = await Mosquitto.StartAsync(_folder, _port, "allow_anonymous false", $"password_file {Path.Combine(_folder, "passwords")}");
        await using var gateway = await MqttGateway.StartAsync(
            _folder, "sim", $"Broker=mqtt://127.0.0.1:{_port}", "User=car", $"PasswordFile={Path.Combine(_folder, "secret")}");
        await using var reader = MosquittoClient.Subscribe(_port, "-u", "car", "-P", "right");

        await reader.UntilAsync("/linked", text => text == "online");
    }

    [Fact]
    public async Task Says_in_words_that_the_password_is_wrong_and_goes_on()
    {
        await MakePasswordAsync("car", "right");
        await using var broker = await Mosquitto.StartAsync(_folder, _port, "allow_anonymous false", $"password_file {Path.Combine(_folder, "passwords")}");
        await using var gateway = await MqttGateway.StartAsync(_folder, "sim", $"Broker=mqtt://127.0.0.1:{_port}", "User=car", "Password=wrong");

        await gateway.Errors.UntilAsync(line => line.Contains("refused the user name or the password", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Errors.Lines, line => line.Contains("wrong", StringComparison.Ordinal));
        using var health = await gateway.Client.GetAsync("/health/live");
        Assert.True(health.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Says_in_words_that_nobody_is_there_and_connects_when_somebody_is()
    {
        await using var gateway = await MqttGateway.StartAsync(_folder, "sim", $"Broker=mqtt://127.0.0.1:{_port}");
        await gateway.Errors.UntilAsync(line => line.Contains($"Nothing listens at 127.0.0.1:{_port}.", StringComparison.Ordinal));
        await using var broker = await Mosquitto.StartAsync(_folder, _port);
        await using var reader = MosquittoClient.Subscribe(_port);

        await reader.UntilAsync("/linked", text => text == "online");
    }

    [Fact]
    public async Task Speaks_only_to_a_broker_whose_certificate_it_trusts()
    {
        await MakeCertificatesAsync();
        var (ca, certificate, key) = (Path.Combine(_folder, "ca.pem"), Path.Combine(_folder, "broker.pem"), Path.Combine(_folder, "broker.key"));
        await using var broker = await Mosquitto.StartAsync(_folder, _port, "allow_anonymous true", $"certfile {certificate}", $"keyfile {key}");
        await using (var distrusting = await MqttGateway.StartAsync(_folder, "sim", $"Broker=mqtts://localhost:{_port}"))
            await distrusting.Errors.UntilAsync(line => line.Contains("O2X:Gateway:Mqtt:CaFile", StringComparison.Ordinal));

        await using var gateway = await MqttGateway.StartAsync(_folder, "sim", $"Broker=mqtts://localhost:{_port}", $"CaFile={ca}");
        await using var reader = MosquittoClient.Subscribe(_port, "--cafile", ca, "--insecure");
        await reader.UntilAsync("/linked", text => text == "online");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // At least once: what came twice counts once.
    private static List<long> Ids(MosquittoClient reader) =>
        [.. reader.Messages("/event").Select(parts => JsonDocument.Parse(parts[2]).RootElement.GetProperty("id").GetInt64()).Distinct()];

    private Task<string> MakePasswordAsync(string user, string password) =>
        RunAsync("mosquitto_passwd", "-b", "-c", Path.Combine(_folder, "passwords"), user, password);

    private async Task MakeCertificatesAsync()
    {
        await RunAsync("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=o2x test authority", "-keyout", "ca.key", "-out", "ca.pem");
        await RunAsync("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "broker.key", "-out", "broker.csr");
        await File.WriteAllTextAsync(Path.Combine(_folder, "names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
        await RunAsync("openssl", "x509", "-req", "-in", "broker.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "broker.pem");
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = LineLog.Start(program, arguments, _folder);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
        return await output;
    }
}

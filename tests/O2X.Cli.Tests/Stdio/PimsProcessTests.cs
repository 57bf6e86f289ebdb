using System.Diagnostics;
using System.Text.Json;

namespace O2X.Cli.Tests.Stdio;

/// <summary>The essentials of the SDK's contract through the real <c>o2x pims</c>, on the simulator and in real time.</summary>
public sealed class PimsProcessTests : IDisposable
{
    private const string Informations = "pims.vehicle.informations";
    private const string New = """{"actionType":"O2X","vin":"VR1AB12C3D4567890","reception":"information","firstTime":true}""";

    private readonly Process _process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "o2x.dll"), "pims"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private int _calls;

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    [Fact]
    public async Task Holds_a_whole_conversation_and_ends_with_its_input()
    {
        Assert.Equal(2001, Code(await CallAsync("get", "pims.vehicle.vin")));
        Assert.Null(Code(await CallAsync("initialize")));
        Assert.Equal(2007, Code(await CallAsync("initialize")));
        Assert.Equal(2000, Code(await CallAsync("get", "pims.vehicle.vin")));
        Assert.Equal(2345, Code(await CallAsync("get", Informations, """{"actionType":"O2X"}""")));
        Assert.Equal(2365, Code(await CallAsync("subscribe", "pims.vehicle.event", """{"actionType":"O2X"}""")));
        Assert.Equal(2010, Code(await CallAsync("subscribe", Informations, """{"actionType":"O2X","reception":"status","firstTime":false}""")));
        Assert.Equal(2101, Code(await CallAsync("subscribe", Informations)));
        Assert.Equal(2102, Code(await CallAsync("set", "pims.vehicle.timeout", """{"scan":0}""")));
        Assert.Equal(2002, Code(await CallAsync("set", "pims.vehicle.vin")));
        Assert.Equal(2003, Code(await CallAsync("get", "pims.vehicle.trips")));
        Assert.Equal(2344, Code(await CallAsync("get", "pims.sdk.log")));

        var subscribed = await CallAsync("subscribe", Informations, New);
        Assert.Null(Code(subscribed));
        var told = await NextResultAsync();
        Assert.Equal(subscribed.GetProperty("transactionId").GetString(), told.GetProperty("transactionId").GetString());
        Assert.Equal(
            ["vin", "currentAlert", "previousAlert", "data", "receivedAt", "status"],
            told.GetProperty("result").EnumerateObject().Select(member => member.Name));

        Assert.Equal(2005, Code(await CallAsync("subscribe", Informations, New)));
        Assert.Null(Code(await CallAsync("subscribe", "pims.vehicle.event", """{"actionType":"O2X"}""")));
        Assert.Equal("VR1AB12C3D4567890", (await CallAsync("get", "pims.vehicle.vin")).GetProperty("result").GetProperty("vin").GetString());
        Assert.Equal(
            """[{"name":"o2x","status":"started"}]""",
            (await CallAsync("get", "pims.vehicle.services", """{"services":"o2x"}""")).GetProperty("result").GetProperty("services").GetRawText());
        Assert.Null(Code(await CallAsync("get", Informations, """{"actionType":"O2X"}""")));
        Assert.Null(Code(await CallAsync("set", "pims.vehicle.cleardata")));
        Assert.Null(Code(await CallAsync("unsubscribe", Informations)));
        Assert.Equal(2365, Code(await CallAsync("unsubscribe", Informations)));
        Assert.Null(Code(await CallAsync("release")));
        Assert.Equal(2001, Code(await CallAsync("release")));

        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        Assert.Equal((0, ""), (_process.ExitCode, await _process.StandardError.ReadToEndAsync()));
    }

    [Fact]
    public async Task Goes_on_after_a_broken_line()
    {
        await _process.StandardInput.WriteLineAsync("{\"id\":");
        await _process.StandardInput.FlushAsync();
        Assert.Equal(
            """{"id":null,"error":{"code":2102,"label":"Invalid line parameter: it is not JSON"}}""", await _process.StandardOutput.ReadLineAsync());
        Assert.Null(Code(await CallAsync("initialize")));
    }

    private static int? Code(JsonElement message) =>
        message.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : null;

    /// <summary>Makes a call and waits for its first message; RESULTs of others in between are left out.</summary>
    private async Task<JsonElement> CallAsync(string method, string? api = null, string parameters = "{}")
    {
        var id = $"{++_calls}";
        await _process.StandardInput.WriteLineAsync(
            $$"""{"id":"{{id}}","method":"{{method}}","api":{{(api is null ? "null" : $"\"{api}\"")}},"parameters":{{parameters}}}""");
        await _process.StandardInput.FlushAsync();
        while (true)
        {
            var (of, message) = await NextAsync();
            if (of == id) return message;
        }
    }

    private async Task<JsonElement> NextResultAsync()
    {
        while (true)
        {
            var (_, message) = await NextAsync();
            if (message.TryGetProperty("result", out _) && message.GetProperty("status").GetString() == "RESULT") return message;
        }
    }

    private async Task<(string? Id, JsonElement Message)> NextAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync();
        using var document = JsonDocument.Parse(line ?? throw new InvalidOperationException("The process ended."));
        return (document.RootElement.GetProperty("id").GetString(), document.RootElement.GetProperty("message").Clone());
    }
}

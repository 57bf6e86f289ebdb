using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace O2X.EndToEnd.Tests.Web.Security;

/// <summary>SIGTERM in the midst of work.</summary>
[Trait("Kind", "web")]
public sealed class EndTests : IDisposable
{
    private const int Writers = 4;
    private const int Enough = 20;

    private readonly string _state = Directory.CreateTempSubdirectory("o2x-end-").FullName;

    [Fact]
    public async Task Loses_nothing_that_was_accepted()
    {
        await using var gateway = await GatewayRun.StartAsync(_state, ["--urls", "http://127.0.0.1:0"]);
        using var client = new HttpClient { BaseAddress = gateway.Address };
        using var listening = await client.GetAsync("/api/stream", HttpCompletionOption.ResponseHeadersRead);
        var stream = listening.Content.ReadAsStringAsync();
        var erased = new ConcurrentQueue<string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => EraseAsync(client, erased, enough))).ToList();
        await Task.WhenAny(enough.Task, Task.WhenAll(writers));
        var (exitCode, errors) = await gateway.StopAsync();
        await Task.WhenAll(writers);

        Assert.Equal(0, exitCode);
        // Each erasing is worth a warning; nothing else is.
        Assert.DoesNotContain("fail:", errors, StringComparison.Ordinal);
        Assert.True(erased.Count >= Enough, $"{erased.Count} were accepted.");
        var kept = await File.ReadAllTextAsync(Path.Combine(_state, "sim", "gateway.json"));
        Assert.All(erased, id => Assert.DoesNotContain(id, kept, StringComparison.Ordinal));
        // Streams are ended in order, and not cut off.
        await stream;
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    // Each vehicle that is erased gives way to another one, of another name, until the gateway is no more.
    private static async Task EraseAsync(HttpClient client, ConcurrentQueue<string> erased, TaskCompletionSource enough)
    {
        try
        {
            while (true)
            {
                var vehicles = await client.GetFromJsonAsync<JsonElement>("/api/vehicles");
                var id = vehicles[0].GetProperty("id").GetString()!;
                using var response = await client.DeleteAsync($"/api/vehicles/{id}/data");
                if (response.StatusCode == HttpStatusCode.NoContent) erased.Enqueue(id);
                if (erased.Count >= Enough) enough.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            // It takes nothing any more, and says so by its closed door.
        }
    }
}

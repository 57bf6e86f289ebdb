using System.Globalization;

namespace O2X.EndToEnd.Tests.Web.Streaming;

/// <summary>A listener that comes back to a gateway that was killed meanwhile.</summary>
[Trait("Kind", "web")]
public class ResumeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Misses_nothing_without_being_told()
    {
        await using var gateway = new StreamGateway();
        using var client = new HttpClient();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await gateway.StartAsync("sim");
        long last = 0;
        await foreach (var (id, name) in EventsAsync(client, gateway, null, patience.Token))
        {
            last = id;
            if (name == "status") break;
        }

        Assert.True(last > 0);
        await gateway.KillAsync();
        await gateway.StartAsync("sim");

        await foreach (var (id, name) in EventsAsync(client, gateway, last, patience.Token))
        {
            if (name == "information") continue;
            Assert.True(name != "gap" && id == last + 1, $"After {last} came {name} {id}.");
            break;
        }
    }

    private static async IAsyncEnumerable<(long Id, string Name)> EventsAsync(
        HttpClient client, StreamGateway gateway, long? last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, "/api/stream"));
        if (last is { } known) request.Headers.Add("Last-Event-ID", known.ToString(CultureInfo.InvariantCulture));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        long? id = null;
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            // What has no number is the present, and no record.
            if (line.Length == 0) id = null;
            else if (line.StartsWith("id: ", StringComparison.Ordinal)) id = long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture);
            else if (line.StartsWith("event: ", StringComparison.Ordinal) && id is { } number) yield return (number, line[7..]);
        }
    }
}

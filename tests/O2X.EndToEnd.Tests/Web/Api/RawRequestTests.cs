using System.Globalization;
using System.Net.Sockets;
using System.Text;
using O2X.EndToEnd.Tests.Web.Streaming;

namespace O2X.EndToEnd.Tests.Web.Api;

/// <summary>Requests that no client makes, to the real program over a socket: it says that they are wrong, and nothing of itself.</summary>
[Trait("Kind", "web")]
public class RawRequestTests
{
    private const string Body = "POST /api/pims HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nConnection: close\r\n";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] Wrong =
    [
        Get("/api/%00"),
        Get("/api/%ff%fe"),
        Get("/api/..%2f..%2f..%2fetc%2fpasswd"),
        Get("/api/../../../etc/passwd"),
        Get("/api/vehicles/%2e%2e/%2e%2e/gateway.json"),
        Get("/api/vehicles/..%5c..%5cgateway.json/information"),
        Get("/api/information/"+ new string('a', 9000)),
        Get("api/information"),
        Get("/api/export/samples.csv/../../../o2x.dll"),
        Get("/api/events?from=%00"),
        "GET /api/information HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /api/information HTTP/9.9\r\nHost: HOST\r\nConnection: close\r\n\r\n",
        "G\u0001T /api/information HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
        "GET /api/nothing HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\nCookie: " + new string('a', 60_000) + "\r\n\r\n",
        Body + "Content-Length: -1\r\n\r\n{}",
        Body + "Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}",
        Body + "Content-Length: 99999999999\r\n\r\n{}",
        Body + "Content-Length: 70000\r\n\r\n{}",
        Body + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        Body + "Transfer-Encoding: chunked\r\n\r\n11000\r\n" + new string(' ', 0x11000) + "\r\n0\r\n\r\n",
        Body + "Transfer-Encoding: gzip\r\n\r\n{}",
        Body + "Content-Length: 5\r\n\r\n{\"a\":",
    ];

    [Fact]
    public async Task Are_refused_as_the_client_s_mistake()
    {
        await using var gateway = new StreamGateway();
        await gateway.StartAsync("sim");
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        foreach (var request in Wrong)
        {
            var answer = await AskAsync(gateway.Address, request.Replace("HOST", gateway.Address.Authority, StringComparison.Ordinal), patience.Token);
            var shown = request[..Math.Min(request.Length, 80)];
            Assert.True(answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal), $"{shown}: {answer}");
            Assert.True(int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) is >= 400 and < 500 or 505, $"{shown}: {answer}");
            Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        }

        // It still works.
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway.Address, Get("/api/vehicles").Replace("HOST", gateway.Address.Authority, StringComparison.Ordinal), patience.Token), StringComparison.Ordinal);
    }

    private static string Get(string path) => $"GET {path} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n";

    private static async Task<string> AskAsync(Uri address, string request, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        var answer = new StringBuilder();
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer, cancellationToken) is > 0 and var length) answer.Append(Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (SocketException)
        {
            // Whoever sends more than is wanted may be cut off after the answer.
        }

        return answer.ToString();
    }
}

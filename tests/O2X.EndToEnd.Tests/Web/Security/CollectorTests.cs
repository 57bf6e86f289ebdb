using System.Net;
using System.Net.Sockets;
using System.Text;

namespace O2X.EndToEnd.Tests.Web.Security;

/// <summary>Measurements on their way to a collector, over HTTP.</summary>
[Trait("Kind", "web")]
public sealed class CollectorTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("o2x-collector-").FullName;

    [Fact]
    public async Task Hears_of_the_vehicle_by_its_alias()
    {
        using var collector = Listen(out var address);
        await using var gateway = await GatewayRun.StartAsync(
            _state,
            ["--urls", "http://127.0.0.1:0"],
            new()
            {
                ["O2X__Gateway__Operation__Otlp"] = address,
                ["O2X__Gateway__Operation__OtlpProtocol"] = "http",
                ["O2X__Gateway__Alias"] = "blue-ami",
            });
        // What was measured last is sent at the end.
        var stopping = gateway.StopAsync();
        var bodies = new Dictionary<string, string>();
        while (!bodies.ContainsKey("/v1/metrics")) await ReceiveAsync(collector, bodies);
        var rest = Task.Run(async () =>
        {
            while (collector.IsListening) await ReceiveAsync(collector, bodies);
        });
        await stopping;
        collector.Abort();
        await Assert.ThrowsAnyAsync<Exception>(() => rest);

        Assert.Contains("o2x.vehicle.status", bodies["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("blue-ami", bodies["/v1/metrics"], StringComparison.Ordinal);
        Assert.DoesNotContain("VR1AB12C3D4567890", bodies["/v1/metrics"], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    private static async Task ReceiveAsync(HttpListener collector, Dictionary<string, string> bodies)
    {
        var context = await collector.GetContextAsync().WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        bodies[context.Request.Url!.AbsolutePath] = Encoding.Latin1.GetString(body.ToArray());
        context.Response.Close();
    }

    private static HttpListener Listen(out string address)
    {
        // A port that was free a moment ago.
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        var collector = new HttpListener();
        collector.Prefixes.Add(address + "/");
        collector.Start();
        return collector;
    }
}

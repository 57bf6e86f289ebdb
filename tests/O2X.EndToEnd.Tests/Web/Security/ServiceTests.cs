using System.Net.Sockets;
using System.Text;

namespace O2X.EndToEnd.Tests.Web.Security;

/// <summary>The gateway as a service of systemd: what it tells the service manager and the journal.</summary>
[Trait("Kind", "web")]
public sealed class ServiceTests : IDisposable
{
    // Starts what it is given, hands the wish to end on, and ends as it does.
    private const string Manager = "trap 'kill -TERM $child' TERM; \"$@\" & child=$!; wait $child; wait $child";

    private readonly string _folder = Directory.CreateTempSubdirectory("o2x-service-").FullName;

    [Fact]
    public async Task Tells_that_it_is_ready_and_that_it_ends()
    {
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var address = Path.Combine(_folder, "notify");
        manager.Bind(new UnixDomainSocketEndPoint(address));
        // A service knows systemd by the name of the process that started it.
        var systemd = Path.Combine(_folder, "systemd");
        File.Copy("/bin/sh", systemd);
        await using var gateway = await GatewayRun.StartAsync(
            Path.Combine(_folder, "state"), ["--urls", "http://127.0.0.1:0"], new() { ["NOTIFY_SOCKET"] = address }, [systemd, "-c", Manager, "systemd"]);
        Assert.Equal("READY=1", await ReceiveAsync(manager));
        using (var client = new HttpClient { BaseAddress = gateway.Address })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example" } };
            (await client.SendAsync(request)).Dispose();
        }

        var (exitCode, errors) = await gateway.StopAsync();

        Assert.Equal("STOPPING=1", await ReceiveAsync(manager));
        Assert.Equal(0, exitCode);
        // The priority of a warning in the journal.
        Assert.Matches(@"^<4>O2X\.Gateway\.Security.*\[743\] A request from 127\.0\.0\.1 was refused", errors);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> ReceiveAsync(Socket manager)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        var message = new byte[256];
        var length = await manager.ReceiveAsync(message, patience.Token);
        return Encoding.UTF8.GetString(message, 0, length);
    }
}

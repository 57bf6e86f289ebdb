using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace O2X.EndToEnd.Tests.Web.Streaming;

/// <summary>A thousand listeners at the real program, one of which does not read.</summary>
[Trait("Kind", "web")]
public class CrowdTests
{
    private const int Listeners = 1000;
    private const int UpdatesOfEach = 150;
    private const int FramesASecond = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // The machine may be a small one that does a lot else; one that waited for the stalled listener would wait until the end.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Hear_all_without_delay_though_one_of_them_does_not_read()
    {
        await using var gateway = new StreamGateway();
        var log = gateway.File("drive.log");
        await File.WriteAllLinesAsync(log, Frames(FramesASecond * 600));
        await gateway.StartAsync($"log:{log}", "--vin", "VR1AB12C3D4567890");
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Listeners + 1 }) { BaseAddress = gateway.Address, Timeout = Patience };

        using var stalled = await StallAsync(gateway.Address, patience.Token);
        List<Stream> streams = [];
        while (streams.Count < Listeners - 1)
        {
            var some = Enumerable.Range(0, Math.Min(50, Listeners - 1 - streams.Count)).Select(_ => client.GetStreamAsync("/api/stream", patience.Token));
            streams.AddRange(await Task.WhenAll(some));
        }

        var pauses = await Task.WhenAll(streams.Select(stream => LongestPauseAsync(stream, patience.Token)));
        Assert.All(pauses, pause => Assert.True(pause < LongestPause, $"A listener heard nothing for {pause}."));

        // It was told less than the others, or cut off: what it did not take was not kept for it.
        Assert.InRange(await CountAsync(stalled, patience.Token), 0, UpdatesOfEach - 1);
        foreach (var stream in streams) await stream.DisposeAsync();
    }

    private static async Task<TimeSpan> LongestPauseAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(stream);
        var longest = TimeSpan.Zero;
        long? before = null;
        for (var heard = 0; heard < UpdatesOfEach;)
        {
            var line = await lines.ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException();
            if (line != "event: information") continue;
            heard++;
            var now = TimeProvider.System.GetTimestamp();
            if (before is { } last && TimeProvider.System.GetElapsedTime(last, now) is var pause && pause > longest) longest = pause;
            before = now;
        }

        return longest;
    }

    /// <summary>Listens with as little room as the system gives, and does not read.</summary>
    private static async Task<Socket> StallAsync(Uri address, CancellationToken cancellationToken)
    {
        const int tcp = 6;
        const int longestSegment = 2;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2048 };
        socket.SetRawSocketOption(tcp, longestSegment, BitConverter.GetBytes(536));
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/stream HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"), cancellationToken);
        return socket;
    }

    /// <summary>How many updates had been on their way.</summary>
    private static async Task<int> CountAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(new NetworkStream(socket));
        var count = 0;
        long? newest = null;
        try
        {
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line == "event: information") count++;
                // What comes now is the present again: after a second of it nothing old can be left.
                newest ??= TimeProvider.System.GetTimestamp();
                if (TimeProvider.System.GetElapsedTime(newest.Value) > TimeSpan.FromSeconds(1)) break;
            }
        }
        catch (IOException)
        {
            // It was cut off.
        }

        return count;
    }

    // A battery that is charged by one percent with each frame, over and over.
    private static IEnumerable<string> Frames(int count) => Enumerable.Range(0, count).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"({1_760_001_000 + (i / (double)FramesASecond):0.000000}) can0 580#FAFFCA1300{i % 101:X2}0000"));
}

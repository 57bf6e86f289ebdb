using System.Net.Sockets;
using System.Text;

namespace O2X.Benchmarks.Gateway;

/// <summary>
/// When an update was given to the engine, and when each listener had read it. Each update has a charge of its own, 0 to 100 %, so that
/// listeners know which one they read: at 100 updates a second an older one would be more than a second late.
/// </summary>
internal sealed class Latencies
{
    public const int Charges = 101;

    private static readonly byte[] _before = "\"batterySoc\":{\"unit\":\"%\",\"value\":"u8.ToArray();

    private readonly long[] _given = new long[Charges];
    private readonly List<double> _all = [];
    private readonly Lock _gate = new();
    private volatile bool _isMeasuring;

    public void Given(int charge) => Volatile.Write(ref _given[charge], TimeProvider.System.GetTimestamp());

    /// <summary>Begins a round.</summary>
    public void Begin()
    {
        lock (_gate) _all.Clear();
        _isMeasuring = true;
    }

    /// <summary>Ends it.</summary>
    /// <returns>What was read in it, in ms, sorted.</returns>
    public double[] End()
    {
        _isMeasuring = false;
        lock (_gate) return [.. _all.Order()];
    }

    /// <summary>Listens over a socket of its own, and measures what it reads.</summary>
    public async Task ListenAsync(Uri address, string path, TaskCompletionSource hears, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAccept: text/event-stream\r\n\r\n"), cancellationToken);
        var buffer = new byte[64 << 10];
        var kept = 0;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(kept), cancellationToken) is > 0 and var length)
            {
                var read = buffer.AsSpan(0, kept + length);
                var now = TimeProvider.System.GetTimestamp();
                for (int at; (at = read.IndexOf(_before)) >= 0;)
                {
                    var number = read[(at + _before.Length)..];
                    if (number.IndexOf((byte)'}') is not (> 0 and var end)) break;
                    if (System.Buffers.Text.Utf8Parser.TryParse(number, out int charge, out _)) Add(charge, now);
                    read = number[end..];
                    hears.TrySetResult();
                }

                // An update may come in two parts.
                if (read.Length > 4096) read = read[^4096..];
                read.CopyTo(buffer);
                kept = read.Length;
            }
        }
        catch (OperationCanceledException)
        {
            // The round is over.
        }
    }

    private void Add(int charge, long now)
    {
        if (!_isMeasuring) return;
        var latency = TimeProvider.System.GetElapsedTime(Volatile.Read(ref _given[charge]), now).TotalMilliseconds;
        lock (_gate) _all.Add(latency);
    }
}

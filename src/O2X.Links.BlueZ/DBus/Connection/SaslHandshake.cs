using System.Net.Sockets;

namespace O2X.Links.BlueZ.DBus;

/// <summary>Carries the lines of a <see cref="SaslClient"/> over a socket.</summary>
internal static class SaslHandshake
{
    /// <summary>Gets in.</summary>
    /// <returns>Whether descriptors may be passed.</returns>
    /// <exception cref="DBusProtocolException">The bus refuses, or speaks another language.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public static async Task<bool> RunAsync(Socket socket, CancellationToken cancellationToken)
    {
        var client = new SaslClient();
        var buffer = new byte[SaslClient.LongestLine];
        var filled = 0;
        await SendAsync(socket, SaslClient.Opening.ToArray(), cancellationToken).ConfigureAwait(false);
        while (!client.IsDone)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (count == 0) throw new DBusProtocolException("The bus hangs up during the authentication.");
            filled += count;
            while (!client.IsDone && TryTakeAnswer(client, buffer, ref filled) is { } answer)
                await SendAsync(socket, answer, cancellationToken).ConfigureAwait(false);
            if (filled == buffer.Length) throw new DBusProtocolException("The bus answers the authentication with too long a line.");
        }

        return filled == 0 ? client.CanPassDescriptors : throw new DBusProtocolException("The bus speaks out of turn.");
    }

    private static byte[]? TryTakeAnswer(SaslClient client, byte[] buffer, ref int filled)
    {
        var received = buffer.AsSpan(0, filled);
        var end = received.IndexOf("\r\n"u8);
        if (end < 0) return null;
        var answer = client.Answer(received[..end]).ToArray();
        received[(end + 2)..].CopyTo(received);
        filled -= end + 2;
        return answer;
    }

    private static async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await socket.SendAsync(bytes, cancellationToken).ConfigureAwait(false);
}

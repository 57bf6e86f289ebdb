using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace O2X.Links.BlueZ.DBus;

internal sealed partial class DBusConnection
{
    // Some seconds of notifications of a dongle with several centrals; more waits only when the bus does not read.
    private const int LongestQueue = 1024;

    private readonly Channel<MessageBuffer> _queue =
        Channel.CreateBounded<MessageBuffer>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });

    private readonly StringCache _strings = new();

    private async Task ReceiveAsync(Socket socket)
    {
        using var buffer = new ReceiveBuffer(socket);
        var message = new Message(_strings);
        try
        {
            while (await buffer.ReadAsync(message).ConfigureAwait(false)) Dispatch(message);
            Abort(new DBusConnectionClosedException("The bus has hung up."));
        }
        catch (DBusProtocolException e)
        {
            Abort(new DBusConnectionClosedException(e.Message, e));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Abort(new DBusConnectionClosedException("The connection to the bus broke.", e));
        }
        finally
        {
            message.Release();
            Finish();
        }
    }

    private void Dispatch(Message message)
    {
        switch (message.MessageType)
        {
            case MessageType.MethodReturn or MessageType.Error:
                if (_pending.TryTake(message.ReplySerial!.Value, out var call)) call.Complete(message);
                break;
            case MessageType.Signal:
                _matches.Dispatch(message);
                break;
            case MessageType.MethodCall:
                _ = _dispatcher.AnswerAsync(new MethodContext(this, message.Detach()));
                break;
        }

        message.Release();
    }

    private async Task SendAsync(Socket socket)
    {
        try
        {
            await foreach (var message in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                using (message) await SendAsync(socket, message).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Abort(new DBusConnectionClosedException("The connection to the bus broke.", e));
        }
        finally
        {
            while (_queue.Reader.TryRead(out var unsent)) unsent.Dispose();
        }
    }

    private static async ValueTask SendAsync(Socket socket, MessageBuffer message)
    {
        var rest = message.Memory;
        if (message.Handles.Count > 0) rest = rest[SendWithDescriptors(socket, rest.Span, message.Handles)..];
        while (!rest.IsEmpty) rest = rest[await socket.SendAsync(rest).ConfigureAwait(false)..];
    }

    private static int SendWithDescriptors(Socket socket, ReadOnlySpan<byte> bytes, IReadOnlyList<SafeHandle> handles)
    {
        Span<int> descriptors = stackalloc int[handles.Count];
        for (var i = 0; i < handles.Count; i++) descriptors[i] = (int)handles[i].DangerousGetHandle();
        while (true)
        {
            var count = UnixMessageSocket.Send(socket.SafeHandle, bytes, descriptors);
            if (count >= 0) return count;

            // There is no room, and the framework cannot be asked to wait for it otherwise. It is rare: a descriptor is sent once per link.
            socket.Poll(TimeSpan.FromSeconds(1), SelectMode.SelectWrite);
        }
    }
}

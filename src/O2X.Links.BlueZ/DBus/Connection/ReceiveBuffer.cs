using System.Buffers;
using System.Net.Sockets;

namespace O2X.Links.BlueZ.DBus;

/// <summary>Cuts what a socket receives into messages, and gives each its descriptors. One thread at a time.</summary>
internal sealed class ReceiveBuffer(Socket socket) : IDisposable
{
    private const int FirstCapacity = 64 << 10;

    private readonly List<int> _descriptors = [];
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstCapacity);
    private int _start;
    private int _end;

    /// <summary>Waits for the next message. The bytes of the one before are gone.</summary>
    /// <returns>False when the other side has hung up.</returns>
    /// <exception cref="DBusProtocolException">What came is no message.</exception>
    /// <exception cref="SocketException">The connection is broken, or was closed.</exception>
    public async ValueTask<bool> ReadAsync(Message message)
    {
        while (!TryTake(message))
        {
            // Without a byte asked for it returns when there is something, and leaves the bytes to the call that takes descriptors too.
            await socket.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false);
            var count = UnixMessageSocket.Receive(socket.SafeHandle, _bytes.AsSpan(_end), _descriptors);
            if (count == 0) return false;
            _end += Math.Max(0, count);
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var descriptor in _descriptors) UnixFdList.Close(descriptor);
        _descriptors.Clear();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private bool TryTake(Message message)
    {
        var isMeasured = Message.TryMeasure(_bytes.AsSpan(_start, _end - _start), out var length);
        if (!isMeasured || length > _end - _start)
        {
            MakeRoom(length);
            return false;
        }

        message.Read(_bytes.AsMemory(_start, length));
        _start += length;
        message.Attach(TakeDescriptors(message.UnixFdCount));
        return true;
    }

    private UnixFdList TakeDescriptors(int count)
    {
        if (count == 0) return UnixFdList.Empty;
        if (count > _descriptors.Count) throw new DBusProtocolException("A message lacks its descriptors.");
        var taken = new UnixFdList([.. _descriptors[..count]]);
        _descriptors.RemoveRange(0, count);
        return taken;
    }

    private void MakeRoom(int length)
    {
        // Whatever came belongs to a message that has begun: descriptors beyond those of one message are nobody's.
        if (_descriptors.Count > WireLimits.MostDescriptors) throw new DBusProtocolException("There are descriptors without a message.");
        if (_start == _end) _start = _end = 0;
        if (_end < _bytes.Length && _start + length <= _bytes.Length) return;
        var kept = _bytes.AsSpan(_start, _end - _start);
        if (length > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(length);
            kept.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        else kept.CopyTo(_bytes);

        _end = kept.Length;
        _start = 0;
    }
}

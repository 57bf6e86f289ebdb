using System.Buffers;
using System.Runtime.InteropServices;

namespace O2X.Links.BlueZ.DBus;

/// <summary>A message that is ready to be sent, once. Who sends it gives it away, and with it the descriptors in it.</summary>
internal sealed class MessageBuffer : IDisposable
{
    private byte[]? _bytes;

    internal MessageBuffer(byte[] bytes, int length, uint serial, MessageFlags flags, IReadOnlyList<SafeHandle> handles)
    {
        _bytes = bytes;
        Length = length;
        Serial = serial;
        Flags = flags;
        Handles = handles;
    }

    public int Length { get; }

    public uint Serial { get; }

    public MessageFlags Flags { get; }

    public IReadOnlyList<SafeHandle> Handles { get; }

    /// <summary>The bytes of the message.</summary>
    public ReadOnlyMemory<byte> Memory => (_bytes ?? throw new ObjectDisposedException(nameof(MessageBuffer))).AsMemory(0, Length);

    /// <summary>Gives the memory back and closes the descriptors.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is not { } bytes) return;
        ArrayPool<byte>.Shared.Return(bytes);
        foreach (var handle in Handles) handle.Dispose();
    }
}

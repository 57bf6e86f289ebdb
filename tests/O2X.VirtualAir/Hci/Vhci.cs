using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace O2X.VirtualAir.Hci;

/// <summary>
/// A controller's side of the kernel's virtual interface: while it is open, the kernel has an adapter. Packets carry their type in
/// the first byte.
/// </summary>
internal sealed class Vhci : IDisposable
{
    private const byte Vendor = 0xFF;
    private const short PollIn = 1;
    private const int NoSuchDevice = 6;

    private readonly FileStream _device;
    private readonly SafeFileHandle _wakeReader;
    private readonly SafeFileHandle _wakeWriter;
    private readonly ManualResetEventSlim _ended = new();
    private volatile bool _closed;

    private Vhci(FileStream device)
    {
        _device = device;
        var ends = new int[2];
        if (Pipe(ends) != 0) throw new IOException("There is no pipe to be had.", Marshal.GetLastPInvokeError());
        _wakeReader = new SafeFileHandle(ends[0], ownsHandle: true);
        _wakeWriter = new SafeFileHandle(ends[1], ownsHandle: true);
    }

    /// <summary>The number of the adapter.</summary>
    public int Index { get; private init; }

    /// <summary>Asks the kernel for an adapter.</summary>
    public static Vhci Open(string path = "/dev/vhci")
    {
        var device = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        device.Write([Vendor, 0]);
        var answer = new byte[4];
        if (device.Read(answer) != 4 || answer[0] != Vendor) throw new IOException($"{path} did not make an adapter.");
        return new Vhci(device) { Index = BitConverter.ToUInt16(answer, 2) };
    }

    /// <summary>Waits for the host's next packet.</summary>
    /// <returns>Its length; 0 when this has been closed.</returns>
    public int Read(Span<byte> packet)
    {
        // Closing a file that somebody reads takes effect when the read is over, which for an adapter may be never.
        Span<PollEntry> entries = [new(_device.SafeFileHandle, PollIn), new(_wakeReader, PollIn)];
        while (!_closed)
        {
            if (Poll(ref entries[0], (nuint)entries.Length, -1) < 0) continue;
            if (!_closed && entries[0].Returned != 0) return _device.Read(packet);
        }

        _device.Dispose();
        _wakeReader.Dispose();
        _ended.Set();
        return 0;
    }

    /// <summary>Hands the host a packet. One that has the adapter switched off takes none.</summary>
    public void Write(ReadOnlySpan<byte> packet)
    {
        if (_closed) return;
        try
        {
            _device.Write(packet);
        }
        catch (IOException e) when (e.HResult == NoSuchDevice)
        {
        }
    }

    /// <summary>Ends the reading, which must be going on. The adapter is gone when this returns.</summary>
    public void Dispose()
    {
        _closed = true;
        _wakeWriter.Dispose();
        _ended.Wait();
        _ended.Dispose();
    }

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll(ref PollEntry entries, nuint count, int timeout);

    [DllImport("libc", EntryPoint = "pipe", SetLastError = true)]
    private static extern int Pipe(int[] ends);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct PollEntry(SafeFileHandle file, short events)
    {
        private readonly int _file = (int)file.DangerousGetHandle();
        private readonly short _events = events;

        public readonly short Returned = 0;
    }
}

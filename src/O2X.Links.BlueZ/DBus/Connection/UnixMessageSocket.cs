using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace O2X.Links.BlueZ.DBus;

/// <summary>The two system calls that carry descriptors, which the framework's socket does not know.</summary>
internal static unsafe partial class UnixMessageSocket
{
    private const int SolSocket = 1, ScmRights = 1;
    private const int MsgCTrunc = 0x8, MsgDontWait = 0x40, MsgNoSignal = 0x4000, MsgCmsgCloExec = 0x4000_0000;
    private const int Eintr = 4, Eagain = 11;
    private const int ControlSize = 1040;

    private static int ControlHeader => sizeof(nint) + (2 * sizeof(int));

    /// <summary>Receives what is there.</summary>
    /// <returns>How many bytes; 0 when the other side has hung up, -1 when nothing is there.</returns>
    /// <exception cref="SocketException">The connection is broken.</exception>
    /// <exception cref="DBusProtocolException">There were more descriptors than are taken at a time.</exception>
    public static int Receive(SafeHandle socket, Span<byte> buffer, ICollection<int> descriptors)
    {
        var control = stackalloc byte[ControlSize];
        fixed (byte* bytes = buffer)
        {
            var vector = new IoVector { Base = bytes, Length = buffer.Length };
            var header = new MessageHeader { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = ControlSize };
            var count = Call(socket, &header, MsgDontWait | MsgCmsgCloExec, &NativeReceive);
            if (count < 0) return -1;
            Collect(new ReadOnlySpan<byte>(control, (int)header.ControlLength), descriptors);
            if ((header.Flags & MsgCTrunc) != 0) throw new DBusProtocolException("There are too many descriptors.");
            return (int)count;
        }
    }

    /// <summary>Sends bytes, and descriptors with them.</summary>
    /// <returns>How many bytes; -1 when there is no room, and nothing was sent.</returns>
    /// <exception cref="SocketException">The connection is broken.</exception>
    public static int Send(SafeHandle socket, ReadOnlySpan<byte> buffer, ReadOnlySpan<int> descriptors)
    {
        var control = stackalloc byte[ControlSize];
        var length = ControlHeader + (descriptors.Length * sizeof(int));
        *(nint*)control = length;
        *(int*)(control + sizeof(nint)) = SolSocket;
        *(int*)(control + sizeof(nint) + sizeof(int)) = ScmRights;
        descriptors.CopyTo(new Span<int>(control + ControlHeader, (ControlSize - ControlHeader) / sizeof(int)));
        fixed (byte* bytes = buffer)
        {
            var vector = new IoVector { Base = bytes, Length = buffer.Length };
            var header = new MessageHeader { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = WireLimits.Align(length, sizeof(nint)) };
            return (int)Call(socket, &header, MsgDontWait | MsgNoSignal, &NativeSend);
        }
    }

    private static nint Call(SafeHandle socket, MessageHeader* header, int flags, delegate*<nint, MessageHeader*, int, nint> call)
    {
        var isHeld = false;
        try
        {
            socket.DangerousAddRef(ref isHeld);
            while (true)
            {
                var result = call(socket.DangerousGetHandle(), header, flags);
                if (result >= 0) return result;
                switch (Marshal.GetLastPInvokeError())
                {
                    case Eintr:
                        continue;
                    case Eagain:
                        return -1;
                    case var error:
                        throw new SocketException(error);
                }
            }
        }
        finally
        {
            if (isHeld) socket.DangerousRelease();
        }
    }

    private static void Collect(ReadOnlySpan<byte> control, ICollection<int> descriptors)
    {
        while (control.Length >= ControlHeader)
        {
            var length = (int)MemoryMarshal.Read<nint>(control);
            if (length < ControlHeader || length > control.Length) return;
            var (level, type) = (MemoryMarshal.Read<int>(control[sizeof(nint)..]), MemoryMarshal.Read<int>(control[(sizeof(nint) + sizeof(int))..]));
            if (level == SolSocket && type == ScmRights)
            {
                foreach (var descriptor in MemoryMarshal.Cast<byte, int>(control[ControlHeader..length])) descriptors.Add(descriptor);
            }

            control = control[Math.Min(control.Length, WireLimits.Align(length, sizeof(nint)))..];
        }
    }

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint NativeReceive(nint socket, MessageHeader* header, int flags);

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint NativeSend(nint socket, MessageHeader* header, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private struct IoVector
    {
        public byte* Base;
        public nint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct MessageHeader
    {
        public void* Name;
        public uint NameLength;
        public IoVector* Vectors;
        public nint VectorCount;
        public void* Control;
        public nint ControlLength;
        public int Flags;
    }
}

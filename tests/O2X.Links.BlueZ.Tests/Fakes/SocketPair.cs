using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace O2X.Links.BlueZ.Tests.Fakes;

/// <summary>Two ends of a sequenced-packet socket, as BlueZ makes them for notifications.</summary>
internal static partial class SocketPair
{
    private const int Unix = 1;
    private const int SequencedPackets = 5;
    private const int CloseOnExec = 0x80000;

    public static (Socket Ours, SafeHandle Theirs) Create()
    {
        var descriptors = new int[2];
        if (OpenPair(Unix, SequencedPackets | CloseOnExec, 0, descriptors) != 0) throw new IOException("There is no pair of sockets to be had.");
        return (new Socket(new SafeSocketHandle(descriptors[0], ownsHandle: true)), new SafeFileHandle(descriptors[1], ownsHandle: true));
    }

    [LibraryImport("libc", EntryPoint = "socketpair")]
    private static partial int OpenPair(int domain, int type, int protocol, [Out] int[] descriptors);
}

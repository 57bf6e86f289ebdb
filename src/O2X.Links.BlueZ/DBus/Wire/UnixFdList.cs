using Microsoft.Win32.SafeHandles;

namespace O2X.Links.BlueZ.DBus;

/// <summary>The descriptors that came with a message: each can be taken once, and what nobody took is closed.</summary>
internal sealed class UnixFdList(int[] descriptors)
{
    private const int Taken = -1;

    public static UnixFdList Empty { get; } = new([]);

    public int Count => descriptors.Length;

    /// <summary>Hands one out, which is the caller's from then on; -1 when it is not there or was taken.</summary>
    public int Take(uint index) =>
        index < (uint)descriptors.Length ? Interlocked.Exchange(ref descriptors[index], Taken) : Taken;

    /// <summary>Closes those that were not taken.</summary>
    public void CloseRest()
    {
        for (var i = 0u; i < descriptors.Length; i++) Close(Take(i));
    }

    public static void Close(int descriptor)
    {
        if (descriptor >= 0) new SafeFileHandle(descriptor, ownsHandle: true).Dispose();
    }
}

using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace O2X.Actors.Storage;

/// <summary>What .NET does not do with a file of a Unix system: open a folder, and open a file without asking for its lock.</summary>
internal static class PosixFile
{
    /// <summary>Opens a file or folder for reading; the handle is invalid when that fails.</summary>
    public static SafeFileHandle OpenToRead(string path) => new(Open(Encoding.UTF8.GetBytes(path + '\0'), 0), ownsHandle: true);

    /// <summary>Writes what is held back of an open file or folder to the disk, where that can be asked for.</summary>
    public static void Flush(SafeFileHandle handle) => _ = Sync(handle);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern nint Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(SafeFileHandle descriptor);
}

using Microsoft.Win32.SafeHandles;

namespace O2X.Cli.Output;

/// <summary>The process's standard output.</summary>
internal static class StandardOutput
{
    private const int BrokenPipeError = 32;
    private const int WindowsPipeClosing = unchecked((int)0x800700E8);
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);

    /// <summary>Opens it, unbuffered.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return Console.OpenStandardOutput();

        // The console's stream keeps silent about a reader that has gone (| head); a file stream on a pipe tells. On a file, though, a
        // file stream would not move the offset that other programs of the shell share.
        try
        {
            var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek) return stream;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Stream.Null;
        }

        return Console.OpenStandardOutput();
    }

    /// <summary>Whether writing failed because the reader has gone: no error, just nobody there any more.</summary>
    public static bool IsBrokenPipe(IOException problem) =>
        problem.HResult is BrokenPipeError or WindowsPipeClosing or WindowsBrokenPipe;
}

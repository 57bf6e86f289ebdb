using System.Text;

namespace O2X.Actors.Hosting.Logging;

/// <summary>One log file that is being written; each line is in the file when the call returns.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly FileStream _stream;

    private LogFile(FileStream stream, DateTimeOffset began) => (_stream, Began) = (stream, began);

    public DateTimeOffset Began { get; }

    public long Length => _stream.Position;

    /// <summary>Begins a file, and its folder when it is not there.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static LogFile Create(string directory, DateTimeOffset now)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new LogFile(new FileStream(LogFileNames.Next(directory, now), options), now);
    }

    public void Write(string line) => _stream.Write(Encoding.UTF8.GetBytes(line + Environment.NewLine));

    public void Dispose() => _stream.Dispose();
}

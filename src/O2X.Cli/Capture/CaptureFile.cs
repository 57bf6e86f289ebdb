using System.Diagnostics.CodeAnalysis;

namespace O2X.Cli.Capture;

/// <summary>
/// The file that is recorded into. One that was there before is emptied with the first line, not before: a recording that fails for want
/// of a vehicle costs nothing. One that nothing came into goes away again.
/// </summary>
internal sealed class CaptureFile : Stream
{
    private readonly FileStream _file;
    private readonly bool _isNew;
    private bool _isBegun;

    private CaptureFile(FileStream file, bool isNew) => (_file, _isNew) = (file, isNew);

    /// <summary>Opens it. Only its owner may read it: a recording tells where a car was when, and which one.</summary>
    public static bool TryOpen(string path, bool force, [NotNullWhen(true)] out CaptureFile? file, [NotNullWhen(false)] out Outcome? problem)
    {
        (file, problem) = (null, null);
        if (Directory.Exists(path))
        {
            problem = new(ExitCode.WrongUse, $"{path} is a directory. Name a file in it.");
            return false;
        }

        var isNew = !File.Exists(path);
        if (!isNew && !force)
        {
            problem = new(ExitCode.WrongUse, $"{path} is there already. Name another file, or give --force to replace it.");
            return false;
        }

        try
        {
            var options = new FileStreamOptions
            {
                Mode = isNew ? FileMode.CreateNew : FileMode.Open,
                Access = FileAccess.Write,
                Share = FileShare.Read,
                BufferSize = 0,
            };
            if (isNew && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            file = new CaptureFile(new FileStream(path, options), isNew);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = new(ExitCode.WrongUse, $"{path} cannot be written: {error.Message} Name another file.");
            return false;
        }
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.IsEmpty) return;
        // A device has no length to be cut.
        if (!_isBegun && !_isNew && _file.CanSeek && _file.Length > 0) _file.SetLength(0);
        _isBegun = true;
        _file.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => _file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            if (_isNew && !_isBegun) File.Delete(_file.Name);
        }

        base.Dispose(disposing);
    }
}

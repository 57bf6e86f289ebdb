using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace O2X.Links.Can.Log;

/// <summary>The lines of a file of any size, through one buffer. A line that is too long is told, and its text dropped.</summary>
internal sealed class LogLines : IDisposable
{
    /// <summary>The longest line, in bytes. Frames take 50; notes may be longer.</summary>
    public const int MaxLineLength = 4096;

    private const int BufferSize = 256 * 1024;

    private readonly SafeFileHandle _file;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private readonly long _limit;
    private long _offset;
    private int _begin;
    private int _end;
    private bool _atEnd;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">How much of it to look at, in bytes; the rest is taken for not there.</param>
    public LogLines(string path, long limit = long.MaxValue)
    {
        _limit = limit;
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
    }

    /// <summary>How many bytes the lines so far had.</summary>
    public long BytesRead => _offset - (_end - _begin);

    /// <summary>Whether the file's last line was read and has no line feed: what wrote it may have been cut off.</summary>
    public bool EndsOpen { get; private set; }

    /// <summary>Reads the next line, without its line feed. It stands until the next call.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        while (true)
        {
            var rest = _buffer.AsSpan(_begin, _end - _begin);
            var length = rest.IndexOf((byte)'\n');
            if (length < 0 && !_atEnd)
            {
                isTooLong |= rest.Length > MaxLineLength;
                if (isTooLong) _begin = _end;
                Fill();
                continue;
            }

            if (length < 0 && rest.IsEmpty && !isTooLong)
            {
                line = default;
                return false;
            }

            EndsOpen = length < 0;
            line = length < 0 ? rest : rest[..length];
            isTooLong |= line.Length > MaxLineLength;
            _begin += length < 0 ? line.Length : length + 1;
            return true;
        }
    }

    public void Dispose()
    {
        if (_file.IsClosed) return;
        _file.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private void Fill()
    {
        _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
        _end -= _begin;
        _begin = 0;
        var read = RandomAccess.Read(_file, _buffer.AsSpan(_end), _offset);
        _offset += read;
        _end += read;
        _atEnd = read == 0 || _offset >= _limit;
    }
}

namespace O2X.Cli.Capture;

/// <summary>
/// Takes lines from whoever receives them and writes them a moment later on another thread: a slow disk holds nobody up. What comes while
/// there is no room is counted, and is missing. What is written always ends with a whole line.
/// </summary>
internal sealed class LineSpool : IAsyncDisposable
{
    /// <summary>The most bytes that wait: a busy bus fills them in 20 s.</summary>
    internal const int Capacity = 4 << 20;

    private static readonly TimeSpan _beatInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Lock _writing = new();
    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly ITimer _beat;
    private readonly TaskCompletionSource<IOException> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _filling = new byte[Capacity];
    private byte[] _emptying = new byte[Capacity];
    private int _filled;
    private long _bytes;
    private long _lost;
    private bool _isDisposed;

    /// <param name="stream">Where to; the caller disposes of it.</param>
    /// <param name="time">How often.</param>
    public LineSpool(Stream stream, TimeProvider time)
    {
        (_stream, _time) = (stream, time);
        _beat = time.CreateTimer(_ => Write(), null, _beatInterval, _beatInterval);
    }

    /// <summary>How many bytes were taken.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>How many lines there was no room for.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Completes when nothing can be written any more.</summary>
    public Task<IOException> Failed => _failed.Task;

    /// <summary>Takes lines that belong together; all or none of them. Never waits for the disk.</summary>
    /// <param name="lines">The lines, each with its line feed.</param>
    /// <param name="count">How many they are.</param>
    public bool TryAdd(ReadOnlySpan<byte> lines, int count = 1)
    {
        lock (_gate)
        {
            if (_isDisposed || _failed.Task.IsCompleted || lines.Length > Capacity - _filled)
            {
                _lost += count;
                return false;
            }

            lines.CopyTo(_filling.AsSpan(_filled));
            _filled += lines.Length;
            _bytes += lines.Length;
            return true;
        }
    }

    /// <summary>Writes what still waits; gives up when nobody takes it.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
        }

        var last = Task.Run(async () =>
        {
            await _beat.DisposeAsync().ConfigureAwait(false);
            Write();
        });
        try
        {
            await last.WaitAsync(_patience, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Whoever reads at the other end takes nothing any more; that must not keep the command from ending.
        }
    }

    private void Write()
    {
        // While one writes, what comes waits for the next beat; only the last one has no next.
        if (!_writing.TryEnter())
        {
            if (!Volatile.Read(ref _isDisposed)) return;
            _writing.Enter();
        }

        try
        {
            int length;
            lock (_gate)
            {
                (_filling, _emptying) = (_emptying, _filling);
                (length, _filled) = (_filled, 0);
            }

            if (length == 0 || _failed.Task.IsCompleted) return;
            _stream.Write(_emptying.AsSpan(0, length));
            _stream.Flush();
        }
        catch (IOException problem)
        {
            _failed.TrySetResult(problem);
        }
        finally
        {
            _writing.Exit();
        }
    }
}

using System.Diagnostics;

namespace O2X.EndToEnd.Tests.Web.Mqtt;

/// <summary>The lines that a process writes, which can be waited for.</summary>
internal sealed class LineLog
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOver;

    public LineLog(StreamReader reader) => Ended = ReadAsync(reader);

    /// <summary>Completes when the process has closed its side.</summary>
    public Task Ended { get; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    /// <summary>Waits for a line.</summary>
    public Task<string> UntilAsync(Func<string, bool> isIt) => UntilAsync(lines => lines.FirstOrDefault(isIt));

    /// <summary>Waits until all lines so far have something.</summary>
    public async Task<T> UntilAsync<T>(Func<IReadOnlyList<string>, T?> find)
        where T : class
    {
        using var patience = new CancellationTokenSource(Limit, TimeProvider.System);
        while (true)
        {
            Task more;
            bool isOver;
            lock (_gate) (more, isOver) = (_more.Task, _isOver);
            if (find(Lines) is { } found) return found;
            if (isOver || patience.IsCancellationRequested) throw new InvalidOperationException($"It did not come. There was:\n{string.Join('\n', Lines.TakeLast(40))}");
            await Task.WhenAny(more.WaitAsync(patience.Token));
        }
    }

    /// <summary>Starts a program; its output and errors are read by whoever wants them.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, string? workingDirectory = null) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory ?? AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line) Add(line);
        lock (_gate) _isOver = true;
        Signal();
    }

    private void Add(string line)
    {
        lock (_gate) _lines.Add(line);
        Signal();
    }

    private void Signal()
    {
        TaskCompletionSource more;
        lock (_gate) (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        more.SetResult();
    }
}

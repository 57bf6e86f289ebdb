using System.Text;
using O2X.Links.Time;
using Spectre.Console.Testing;

namespace O2X.Cli.Tests;

/// <summary>A terminal whose two outputs are kept, on virtual time.</summary>
internal sealed class TestTerminal : IDisposable
{
    private const int MostTurns = 50;

    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly CancellationTokenSource _stop = new();

    public TestTerminal(
        Stream? output = null, bool outputIsTerminal = false, bool errorIsTerminal = false, Func<string, string?>? environment = null, Stream? input = null) => Terminal = new Terminal
    {
        Input = input ?? Stream.Null,
        Output = output ?? _output,
        Error = _error,
        OutputIsTerminal = outputIsTerminal,
        ErrorIsTerminal = errorIsTerminal,
        Console = () => Console,
        Time = Clock,
        Environment = environment ?? (static _ => null),
        Stop = _stop.Token,
    };

    public static DateTimeOffset Start { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public VirtualClock Clock { get; } = new(Start);

    public TestConsole Console { get; } = new();

    public Terminal Terminal { get; }

    public string Output => Encoding.UTF8.GetString(_output.ToArray());

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string Error => _error.ToString();

    public void Stop() => _stop.Cancel();

    /// <summary>Waits, while no virtual time passes, until what runs on it has said something, and has done what follows from it.</summary>
    public async Task UntilSaidAsync(string text, Task running)
    {
        while (!Output.Contains(text, StringComparison.Ordinal) && !running.IsCompleted) await Task.Yield();
        Clock.Executor.Run(static () => { });
    }

    /// <summary>Lets virtual time pass until what runs on it has ended.</summary>
    public async Task<T> PassUntilAsync<T>(Task<T> running)
    {
        while (!running.IsCompleted) await PassAsync();
        return await running;
    }

    /// <summary>Lets a moment of virtual time pass, and others have their turn.</summary>
    public Task PassAsync()
    {
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        return TakeTurnsAsync();
    }

    /// <summary>Lets whatever waits for a thread have it first; a mere yield would come before it.</summary>
    public static async Task TakeTurnsAsync()
    {
        // Other tests keep the pool busy too: it need not come to rest.
        for (var turn = 0; turn == 0 || (turn < MostTurns && ThreadPool.PendingWorkItemCount > 0); turn++)
            await Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
    }

    public void Dispose()
    {
        _stop.Dispose();
        Console.Dispose();
        Terminal.Dispose();
    }
}

using System.Text;
using O2X.Links.Time;
using Spectre.Console.Testing;

namespace O2X.Cli.Tests;

/// <summary>A terminal whose two outputs are kept, on virtual time.</summary>
internal sealed class TestTerminal : IDisposable
{
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

    /// <summary>Lets virtual time pass until what runs on it has ended.</summary>
    public async Task<T> PassUntilAsync<T>(Task<T> running)
    {
        while (!running.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await running;
    }

    public void Dispose()
    {
        _stop.Dispose();
        Console.Dispose();
        Terminal.Dispose();
    }
}

using O2X.Cli.Output;
using Spectre.Console;

namespace O2X.Cli;

/// <summary>What surrounds the command: its output, its clock, its environment, and the wish that it end.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>Where calls come from, for the verb that takes any.</summary>
    public Stream Input { get; init; } = Stream.Null;

    /// <summary>Where results go; what is written is on its way at once.</summary>
    public required Stream Output { get; init; }

    /// <summary>Where everything else goes.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person looks at <see cref="Output"/>.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person looks at <see cref="Error"/>.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The live view's console on <see cref="Output"/>.</summary>
    public required Func<IAnsiConsole> Console { get; init; }

    /// <summary>Real time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Looks an environment variable up.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>Cancelled when the command shall end.</summary>
    public CancellationToken Stop { get; init; }

    public static Terminal OfProcess()
    {
        var signals = new StopSignals();
        var isDumb = System.Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new Terminal
        {
            Input = System.Console.OpenStandardInput(),
            Output = StandardOutput.Open(),
            Error = System.Console.Error,
            OutputIsTerminal = !System.Console.IsOutputRedirected && !isDumb,
            ErrorIsTerminal = !System.Console.IsErrorRedirected && !isDumb,
            Console = static () => AnsiConsole.Console,
            Environment = System.Environment.GetEnvironmentVariable,
            Stop = signals.Stop,
            _owned = { signals },
        };
    }

    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
    }
}

using Microsoft.Extensions.Logging;

namespace O2X.Cli.Sessions;

/// <summary>Writes warnings and errors to standard error, a line each.</summary>
internal sealed class WarningWriter<T>(TextWriter error) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and not LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) error.WriteLine($"o2x: {formatter(state, exception).ReplaceLineEndings(" ")}");
    }
}

using Microsoft.Extensions.Logging;

namespace O2X.Actors.Tests.Pims;

/// <summary>Writes down what is logged.</summary>
internal sealed class RecordingLogger : ILogger
{
    public List<(EventId Event, string Text)> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Lines) Lines.Add((eventId, formatter(state, exception)));
    }
}

using Microsoft.Extensions.Logging;

namespace O2X.Actors.Diagnostics;

/// <summary>Keeps what a user's logger throws from the engine. The entry is lost, and there is nowhere to say so.</summary>
internal sealed class GuardedLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => Guarded(() => logger.BeginScope(state));

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // The logger's own fault.
        }
    }

    private static T? Guarded<T>(Func<T?> call)
    {
        try
        {
            return call();
        }
        catch (Exception)
        {
            return default;
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace O2X.Actors.Hosting.Logging;

/// <summary>
/// Writes the log into files of a folder, as the SDK wants them: a new one with each start, each day (UTC) or each so many minutes.
/// The SDK's calls <c>initialize</c> and <c>pims.sdk.configuration</c> steer it, <c>pims.sdk.log(s)</c> give its paths.
/// </summary>
/// <remarks>
/// Safe for use by several threads. The folder and its files are made for their owner alone. Logging never fails a program: while the
/// disk fails, lines are lost, and the next line tries again.
/// </remarks>
public sealed class RollingLogFiles : ILoggerProvider, ILogFileControl
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(10);

    private readonly string _directory;
    private readonly TimeProvider _clock;
    private readonly LogFileOptions _options;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, FileLogger> _loggers = new();
    private PimsLogLevel _level;
    private PimsNewLogFile _newFile;
    private TimeSpan _duration;
    private LogFile? _file;
    private DateTimeOffset _notBefore;
    private bool _isDisposed;

    /// <summary>Makes it; the first file begins with the first line.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="clock">The clock; null: the system's.</param>
    /// <param name="options">How the files are kept; null: the defaults.</param>
    public RollingLogFiles(string directory, TimeProvider? clock = null, LogFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = Path.GetFullPath(directory);
        _clock = clock ?? TimeProvider.System;
        _options = (options ?? new LogFileOptions()).Validated();
        (_level, _newFile, _duration) = (_options.Level, _options.NewFile, _options.Duration);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files
    {
        get
        {
            lock (_gate) return LogFileNames.In(_directory);
        }
    }

    /// <inheritdoc/>
    public void Configure(PimsLogSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        lock (_gate)
        {
            _level = settings.Level ?? _level;
            _newFile = settings.NewFile ?? _newFile;
            _duration = settings.Duration ?? _duration;
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, category => new FileLogger(this, category));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _file?.Dispose();
            _file = null;
        }
    }

    private bool IsEnabled(LogLevel level) => level != LogLevel.None && _level switch
    {
        PimsLogLevel.None => false,
        PimsLogLevel.Low => level >= LogLevel.Warning,
        PimsLogLevel.Medium => level >= LogLevel.Information,
        _ => true,
    };

    private void Write(string text, Exception? exception, LogLevel level, EventId id, string category)
    {
        var now = _clock.GetUtcNow();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{now:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {level} {category} {id.Id}{(id.Name is null ? "" : ":" + id.Name)} {text.ReplaceLineEndings(" ")}");
        if (exception is not null) line += Environment.NewLine + exception;
        lock (_gate)
        {
            if (_isDisposed || now < _notBefore) return;
            try
            {
                if (_file is null || IsOver(_file, now)) Begin(now);
                _file!.Write(line);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                _file?.Dispose();
                _file = null;
                _notBefore = now + _retryAfter;
            }
        }
    }

    private bool IsOver(LogFile file, DateTimeOffset now) =>
        file.Length >= _options.MostBytes
        || (_newFile == PimsNewLogFile.Day && now.UtcDateTime.Date != file.Began.UtcDateTime.Date)
        || (_newFile == PimsNewLogFile.Duration && now - file.Began >= _duration);

    private void Begin(DateTimeOffset now)
    {
        _file?.Dispose();
        _file = null;
        _file = LogFile.Create(_directory, now);
        var files = LogFileNames.In(_directory);
        foreach (var old in files.Take(files.Count - _options.MostFiles)) File.Delete(old);
    }

    private sealed class FileLogger(RollingLogFiles files, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => files.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) files.Write(formatter(state, exception), exception, logLevel, eventId, category);
        }
    }
}

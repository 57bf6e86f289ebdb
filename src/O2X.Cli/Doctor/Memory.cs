using Microsoft.Extensions.Logging;
using O2X.Actors;
using O2X.Actors.Storage;
using O2X.Cli.Sessions;
using O2X.Links;

namespace O2X.Cli.Doctor;

/// <summary>What a state folder remembers. It is only read: an engine may be at work on it.</summary>
/// <param name="Kind">The kind of source that it is for.</param>
/// <param name="Folder">The folder, as it is shown: below <c>~</c>; null when nothing is kept for that kind of source.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Problem">Why it cannot be read; null when it can, or when there is nothing.</param>
internal sealed record Memory(TransportKind Kind, string? Folder, StoredVehicle Content, string? Problem = null)
{
    public RememberedVehicle? Vehicle => Content.Remembered;

    /// <summary>Reads the folder for a kind of source.</summary>
    public static Memory Of(TransportKind kind, string? directory, Terminal terminal)
    {
        if (StateFolder.PathFor(kind, directory, terminal.Environment) is not { } folder) return new(kind, null, StoredVehicle.Nothing);
        var warnings = new Warnings();
        var content = new FileVehicleStore(folder, warnings).Read();
        return new(kind, Shown(folder), content, warnings.First is { } warning ? Shown(warning) : ProblemOf(folder));

        // A page that goes into a bug report need not tell the name of its user.
        string Shown(string text) => terminal.Environment("HOME") is { Length: > 1 } home ? text.Replace(home, "~", StringComparison.Ordinal) : text;
    }

    /// <summary>A store with the same content, which an engine can have without touching the folder.</summary>
    public IVehicleStore Copy()
    {
        var copy = new MemoryVehicleStore();
        using var open = copy.Open();
        open.SaveAsync(Content with { Pending = null });
        return copy;
    }

    // What stands in the folder's way looks to the store like nothing that was saved yet.
    private static string? ProblemOf(string folder)
    {
        for (var path = folder; path is not null; path = Path.GetDirectoryName(path))
        {
            if (Directory.Exists(path)) return null;
            if (File.Exists(path)) return $"{Path.GetFileName(path)} is not a folder.";
        }

        return null;
    }

    /// <summary>Keeps the store's first warning instead of logging it.</summary>
    private sealed class Warnings : ILogger<FileVehicleStore>
    {
        public string? First { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) First ??= formatter(state, exception);
        }
    }
}

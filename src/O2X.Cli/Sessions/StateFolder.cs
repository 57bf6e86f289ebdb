using O2X.Actors.Storage;
using O2X.Links;

namespace O2X.Cli.Sessions;

/// <summary>Where the remembered vehicle and the last information are kept, apart for each kind of source.</summary>
internal static class StateFolder
{
    /// <summary>The store for a kind of source: a demonstration or a log never touches the owner's vehicle unless a folder is named.</summary>
    public static IVehicleStore StoreFor(TransportKind kind, string? directory, Terminal terminal) =>
        PathFor(kind, directory, terminal.Environment) is { } path
            ? new FileVehicleStore(path, new WarningWriter<FileVehicleStore>(terminal.Error), terminal.Time)
            : new MemoryVehicleStore();

    /// <summary>The folder; null: nothing is kept.</summary>
    public static string? PathFor(TransportKind kind, string? directory, Func<string, string?> environment)
    {
        var name = kind switch
        {
            TransportKind.Simulator => "sim",
            TransportKind.Bluetooth => "ble",
            TransportKind.Log => "log",
            _ => "can",
        };
        if (directory is not null) return Path.Combine(directory, name);
        if (kind is TransportKind.Simulator or TransportKind.Log) return null;

        return Home(environment) is { } home ? Path.Combine(home, name) : null;
    }

    /// <summary>The owner's folder, which holds those of the kinds of source; null: there is none.</summary>
    public static string? Home(Func<string, string?> environment)
    {
        // A relative XDG_STATE_HOME is to be ignored (XDG Base Directory Specification).
        if (environment("XDG_STATE_HOME") is { } state && Path.IsPathFullyQualified(state)) return Path.Combine(state, "o2x");
        return (environment("HOME") ?? environment("USERPROFILE")) is { Length: > 0 } home
            ? Path.Combine(home, ".local", "state", "o2x")
            : null;
    }
}

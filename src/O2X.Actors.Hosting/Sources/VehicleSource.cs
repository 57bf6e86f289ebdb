using System.Diagnostics.CodeAnalysis;
using O2X.Links;
using O2X.Links.Can.SocketCan;
using O2X.Simulator.Scenarios;

namespace O2X.Actors.Hosting.Sources;

/// <summary>
/// Where an engine hears vehicles, in the words of the command and of configuration: <c>sim</c>, <c>sim:SCENARIO</c>,
/// <c>can:INTERFACE</c>, <c>ble</c>, <c>ble:ADAPTER</c>, <c>log:FILE</c>.
/// </summary>
public abstract record VehicleSource
{
    private const string Forms = "a source is sim, sim:SCENARIO, can:INTERFACE, ble, ble:ADAPTER or log:FILE";

    private protected VehicleSource()
    {
    }

    /// <summary>Reads a source. A scenario is looked up, or read from its file, at once.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="source">The source, or null.</param>
    /// <param name="problem">What is wrong with <paramref name="text"/>, in one line without a full stop; null when nothing is.</param>
    /// <returns>Whether <paramref name="text"/> names a source. Whether it can be used shows when it is opened.</returns>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out VehicleSource? source, [NotNullWhen(false)] out string? problem)
    {
        var colon = text?.IndexOf(':') ?? -1;
        var kind = colon < 0 ? text : text![..colon];
        var rest = colon < 0 ? null : text![(colon + 1)..];
        string? wrong = null;
        (source, problem) = (kind, rest) switch
        {
            (null or "", _) => (null, $"no source is named: {Forms}"),
            ("sim", null) => (new SimulatorSource(), null),
            ("sim", _) when ScenarioLibrary.TryOpen(rest, out var scenario, out wrong) => (new SimulatorSource { Scenario = scenario }, null),
            ("sim", _) => (null, Shown(wrong!.TrimEnd('.'))),
            ("can", null or "") => (null, "can: needs an interface, as in can:can0"),
            ("can", _) when SocketCanOptions.IsInterfaceName(rest) => (new SocketCanSource(rest), null),
            ("can", _) => (null, $"'{Shown(rest)}' cannot be the name of an interface: 1 to 15 letters, digits or . _ - + @"),
            ("ble", null) => (new BlueZSource(), null),
            ("ble", "") => (null, "ble: needs an adapter, as in ble:hci0, or no colon"),
            ("ble", _) when BlueZSource.IsAdapter(rest) => (new BlueZSource(rest), null),
            ("ble", _) => (null, $"'{Shown(rest)}' cannot be a Bluetooth adapter: hci0, or an address as in ble:00:1A:7D:DA:71:13"),
            ("log", null or "") => (null, "log: needs a file, as in log:drive.log"),
            ("log", _) => (new LogSource(rest), null),
            _ => (((VehicleSource?)null), (string?)$"'{Shown(text)}' is not a source: {Forms}"),
        };
        return source is not null;
    }

    /// <summary>Opens it. A source that is not usable says so through <see cref="ILinkTransport.State"/>.</summary>
    /// <param name="clock">The clock of live sources, and the pace of a log; null: the system's.</param>
    /// <returns>The transport; the caller disposes of it.</returns>
    public abstract ILinkTransport Open(TimeProvider? clock = null);

    // What was given ends up in a terminal or a log, where a control character would do something.
    private static string Shown(string? text) => string.Concat((text ?? "").Select(c => char.IsControl(c) ? '?' : c));
}

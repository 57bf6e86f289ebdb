using O2X.Simulator.Stacks;

namespace O2X.Simulator.Faults;

// The stack between radio and engine, and the clock.
public sealed partial class Fault
{
    private static readonly TimeSpan Jump = TimeSpan.FromHours(3);

    /// <summary>Sightings, states, and ends of scans and links are told twice.</summary>
    public static Fault DuplicateCallbacks { get; } = Of(
        StackTrouble.DoublesCallbacks, "duplicate-callbacks", "Sightings, states, and ends of scans and links are told twice.");

    /// <summary>Two seconds after a scan or link was closed something of it still comes, and a cancelled connect succeeds.</summary>
    public static Fault LateCallbacks { get; } = Of(
        StackTrouble.CallsLate,
        "late-callbacks",
        "Two seconds after a scan or link was closed something of it still comes, and a cancelled connect succeeds.");

    /// <summary>Every step takes a second and a half: to scan, to connect, to read, write and subscribe, to close.</summary>
    public static Fault SlowTransport { get; } = Of(
        StackTrouble.Slow, "slow-transport", "Every step takes a second and a half: to scan, to connect, to read, write and subscribe, to close.");

    /// <summary>Every method of the transport, its scans and links throws at once, though what is closed is closed.</summary>
    public static Fault ThrowingTransport { get; } = Of(
        StackTrouble.Throws,
        "throwing-transport",
        "Every method of the transport, its scans and links throws at once, though what is closed is closed.");

    /// <summary>Scans and links are not closed, nor does closing them end, until this is over.</summary>
    public static Fault DisposeHangs { get; } = Of(
        StackTrouble.HangsClosing, "dispose-hangs", "Scans and links are not closed, nor does closing them end, until this is over.");

    /// <summary>Every scan ends by itself, before anything is heard.</summary>
    public static Fault ScanEndsByItself { get; } = Of(
        StackTrouble.EndsScans, "scan-ends-by-itself", "Every scan ends by itself, before anything is heard.");

    /// <summary>The wall clock is set three hours forward.</summary>
    public static Fault ClockForward { get; } = new(
        "clock-forward",
        "The wall clock is set three hours forward.",
        world => world.MoveWallClock(Jump));

    /// <summary>The wall clock is set three hours back.</summary>
    public static Fault ClockBackward { get; } = new(
        "clock-backward",
        "The wall clock is set three hours back.",
        world => world.MoveWallClock(-Jump));

    private static Fault Of(StackTrouble trouble, string name, string description) =>
        new(name, description, world => world.Stack.Begin(trouble), world => world.Stack.End(trouble));
}

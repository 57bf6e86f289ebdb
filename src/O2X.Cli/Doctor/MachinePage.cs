using O2X.Links;
using O2X.Links.BlueZ;
using O2X.Links.Can.SocketCan;

namespace O2X.Cli.Doctor;

/// <summary>The page about a machine: what it has to hear vehicles by, and what it remembers. Pure.</summary>
internal static class MachinePage
{
    public static Page Of(Machine machine, IReadOnlyList<Memory> memories) => new(
        "o2x doctor · this machine",
        [
            new("", [Answer(machine)]),
            new("CAN interfaces", [.. Interfaces(machine)]),
            new("Bluetooth adapters", [.. Adapters(machine)]),
            .. ClockPart.Of(machine.IsClockSynchronised),
            new("Remembered vehicles", [.. Remembered(memories)]),
            new("", [new(Mark.Fact, "", "VINs are masked: this page can go into a bug report.")]),
        ]);

    private static Finding Answer(Machine machine)
    {
        var bus = machine.Interfaces.Where(found => found.State.Availability == Availability.On).OrderBy(found => found.IsVirtual).FirstOrDefault();
        var radio = machine.Adapters.FirstOrDefault(adapter => adapter.State.Availability == Availability.On);
        return (bus, radio) switch
        {
            ({ IsVirtual: false }, _) or ({ }, null) => new(Mark.Right, "", $"{bus.Name} can be listened to.", $"o2x doctor --source can:{bus.Name}"),
            (_, { }) => new(Mark.Right, "", $"{radio.Name} can be listened to.", $"o2x doctor --source ble:{radio.Name} --vin VIN"),
            _ => new(Mark.Unknown, "", "Nothing here is ready to hear a vehicle by; the simulator always is.", "o2x doctor --source sim"),
        };
    }

    private static IEnumerable<Finding> Interfaces(Machine machine)
    {
        if (machine.CanProblem is { } problem) yield return new(Mark.Wrong, "", problem.Detail ?? "They cannot be listed.", problem.Advice);
        else if (machine.Interfaces.Count == 0) yield return new(Mark.Unknown, "", "none", "Plug the adapter in; ip link show type can lists what is there.");
        foreach (var found in machine.Interfaces) yield return Of(found);
    }

    private static Finding Of(CanInterface found) => found switch
    {
        { State.Availability: not Availability.On } => new(Mark.Wrong, found.Name, found.State.Detail ?? "not usable", found.State.Advice),
        { IsVirtual: true } => new(Mark.Right, found.Name, "up, virtual"),
        _ => new(Mark.Right, found.Name, found.IsListenOnly ? "up, listen-only" : "up"),
    };

    private static IEnumerable<Finding> Adapters(Machine machine)
    {
        // Whoever has no adapter need not hear that BlueZ is not there either.
        if (machine.BluetoothProblem is { } problem && machine.AdaptersOfKernel.Count > 0)
        {
            yield return new(Mark.Wrong, "", problem.Detail ?? "They cannot be listed.", problem.Advice);
            yield return new(Mark.Fact, "", $"the kernel has {string.Join(", ", machine.AdaptersOfKernel)}");
        }
        else if (machine.Adapters.Count == 0)
        {
            yield return new(Mark.Fact, "", "none");
        }

        foreach (var adapter in machine.Adapters) yield return Of(adapter);
    }

    private static Finding Of(BlueZAdapter adapter)
    {
        var address = adapter.Address is { } known ? $", {known}" : "";
        return adapter.State.Availability == Availability.On
            ? new(Mark.Right, adapter.Name, $"on{address}")
            : new(Mark.Wrong, adapter.Name, $"{adapter.State.Detail?.TrimEnd('.') ?? "not usable"}{address}", adapter.State.Advice);
    }

    private static IEnumerable<Finding> Remembered(IReadOnlyList<Memory> memories)
    {
        foreach (var memory in memories.Where(memory => memory.Folder is not null))
        {
            yield return DiagnosisPage.Remembered(memory, NameOf(memory.Kind));
            yield return new(Mark.Fact, "", memory.Folder!);
        }

        if (memories.All(memory => memory.Folder is null)) yield return new(Mark.Unknown, "", "nothing is kept: there is no home folder; --state names one");
    }

    private static string NameOf(TransportKind kind) => kind switch
    {
        TransportKind.Bus => "CAN",
        TransportKind.Bluetooth => "Bluetooth",
        TransportKind.Simulator => "simulator",
        _ => "logs",
    };
}

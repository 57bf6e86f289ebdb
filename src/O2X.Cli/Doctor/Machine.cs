using O2X.Links;
using O2X.Links.BlueZ;
using O2X.Links.Can.SocketCan;
using O2X.Links.Time;

namespace O2X.Cli.Doctor;

/// <summary>What a machine has to hear vehicles by.</summary>
internal sealed record Machine
{
    private const string BluetoothClass = "/sys/class/bluetooth";

    public IReadOnlyList<CanInterface> Interfaces { get; init; } = [];

    /// <summary>Why <see cref="Interfaces"/> could not be listed.</summary>
    public LinkFault? CanProblem { get; init; }

    public IReadOnlyList<BlueZAdapter> Adapters { get; init; } = [];

    /// <summary>Why <see cref="Adapters"/> could not be listed.</summary>
    public LinkFault? BluetoothProblem { get; init; }

    /// <summary>The adapters that the kernel has, which say nothing of themselves but their names.</summary>
    public IReadOnlyList<string> AdaptersOfKernel { get; init; } = [];

    /// <summary>Whether its clock is known to be right.</summary>
    public bool IsClockSynchronised { get; init; } = true;

    /// <summary>Looks.</summary>
    /// <param name="time">The clock of the time limits.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Machine> LookAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var machine = new Machine { AdaptersOfKernel = BluetoothThere(), IsClockSynchronised = ClockSynchronisation.OfMachine.IsSynchronised };
        try
        {
            machine = machine with { Interfaces = CanInterfaces.List() };
        }
        catch (LinkException problem)
        {
            machine = machine with { CanProblem = problem.Fault };
        }

        if (!OperatingSystem.IsLinux()) return machine;
        try
        {
            return machine with { Adapters = await BlueZAdapters.ListAsync(options: null, time, cancellationToken).ConfigureAwait(false) };
        }
        catch (LinkException problem)
        {
            return machine with { BluetoothProblem = problem.Fault };
        }
    }

    private static string[] BluetoothThere()
    {
        try
        {
            // Beside the adapters stand their connections: hci0:64.
            return [.. Directory.GetDirectories(BluetoothClass).Select(path => Path.GetFileName(path)).Where(name => !name.Contains(':')).Order()];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

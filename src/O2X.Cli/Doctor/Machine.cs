using O2X.Links;
using O2X.Links.Can.SocketCan;

namespace O2X.Cli.Doctor;

/// <summary>What a machine has to hear vehicles by.</summary>
internal sealed record Machine
{
    private const string BluetoothAdapters = "/sys/class/bluetooth";

    public IReadOnlyList<CanInterface> Interfaces { get; init; } = [];

    /// <summary>Why <see cref="Interfaces"/> could not be listed.</summary>
    public LinkFault? CanProblem { get; init; }

    public IReadOnlyList<string> Adapters { get; init; } = [];

    public static Machine Look()
    {
        var machine = new Machine { Adapters = BluetoothThere() };
        try
        {
            return machine with { Interfaces = CanInterfaces.List() };
        }
        catch (LinkException problem)
        {
            return machine with { CanProblem = problem.Fault };
        }
    }

    private static string[] BluetoothThere()
    {
        try
        {
            // Beside the adapters stand their connections: hci0:64.
            return [.. Directory.GetDirectories(BluetoothAdapters).Select(path => Path.GetFileName(path)).Where(name => !name.Contains(':')).Order()];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

using System.Text;
using O2X.Actors.Hosting.Sources;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>A source as the command and configuration name it.</summary>
internal sealed class VehicleSourceTarget : TextTarget
{
    public override string Name => "source";

    public override int LongestInput => 64;

    protected override IEnumerable<string> SeedTexts => ["sim", "sim:garage", "sim:garge", "sim:", "can:can0", "ble", "ble:hci0", "ble:00:1A:7D:DA:71:13", "log:drive.log", "log:C:\\drive.trc", "can:", "simulator", "can:-x"];

    protected override IEnumerable<string> WordTexts => ["sim", "can:", "ble", "hci", "00:1a", "log:", ":", "can0", "-", "@", "\n", "\u001b[2J", "\0", ".."];

    // The text, the source or what is wrong with it, and the name that comes near to the one that was meant.
    public override long MostAllocated(int inputLength) => 256 * 1024 + (16 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (NamesAFile(text)) return;
        var isSource = VehicleSource.TryParse(text, out var source, out var problem);
        Holds(isSource == source is not null && isSource == problem is null);
        if (problem is not null) Holds(!problem.Any(char.IsControl) && !problem.EndsWith('.'));
        switch (source)
        {
            case null: break;
            case SimulatorSource: Holds(source.ToString() == text); break;
            case SocketCanSource bus: Holds(text == $"can:{bus.Interface}" && bus.ToString() == text); break;
            case BlueZSource radio: Holds(text == (radio.Adapter is null ? "ble" : $"ble:{radio.Adapter}") && radio.ToString() == text); break;
            case LogSource log: Holds(text == $"log:{log.Path}" && log.Path.Length > 0); break;
            default: throw new OracleException($"{source.GetType().Name} is not judged");
        }
    }

    // A scenario's file would be read from this machine, whatever it is.
    private static bool NamesAFile(string text) =>
        text.StartsWith("sim:", StringComparison.Ordinal) && (text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
}

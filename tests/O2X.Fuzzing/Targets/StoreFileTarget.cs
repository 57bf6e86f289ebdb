using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using O2X.Actors.Storage;
using O2X.Vehicles.Tracking;
using static O2X.Fuzzing.Oracle;

namespace O2X.Fuzzing.Targets;

/// <summary>A vehicle's file; the first byte says whether its content is sealed with the right checksum.</summary>
internal sealed class StoreFileTarget : TextTarget
{
    private const string Remembered = """{"version":2,"remembered":{"vin":"VR1AB12C3D4567890","profile":"open-link","address":"02:00:00:00:00:01"}""";

    private const string History =
        """{"vin":"VR1AB12C3D4567890","odometer":{"km":8626.9,"at":"2026-01-02T03:04:05.1234567Z"},"currentAlerts":{"active":["stop"],"known":["stop","service"]},"previousAlerts":{"active":[],"known":["stop"]},"alertChanges":[{"at":"2026-01-02T03:04:05Z","active":["stop"]},{"at":"2026-01-02T03:04:06+01:00","active":[]}]}""";

    private const string AsItIs = "0", Sealed = "1";

    public override string Name => "store-file";

    public override int LongestInput => 1800;

    protected override IEnumerable<string> SeedTexts =>
    [
        Sealed + Remembered + ",\"pending\":\"ZFA12345678901234\",\"information\":" + VehicleJsonTarget.Sample + "}",
        Sealed + Remembered + ",\"history\":" + History + "}",
        Sealed + Remembered + "}",
        AsItIs + """{"version":1,"remembered":{"vin":"VR1AB12C3D4567890","profile":"ami-can"}}""",
        AsItIs + """{"version":1,"pending":"VR1AB12C3D4567890"}""" + "\n",
        AsItIs + """{"version":2}""" + "\n{\"sha256\":\"0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8\"}\n",
    ];

    protected override IEnumerable<string> WordTexts =>
        [.. VehicleJsonTarget.Tokens, "\"version\":1", "\"version\":2", "\"remembered\":", "\"profile\":", "\"address\":", "\"pending\":", "\"information\":", "\"history\":", "\"odometer\":", "\"km\":", "\"at\":", "\"alertChanges\":[", "\"active\":[", "\"known\":[", "\"stop\"", "{\"sha256\":\""];

    // The document and the objects, their text, and the exception of a text that is none.
    public override long MostAllocated(int inputLength) => 64 * 1024 + (64 * inputLength);

    public override void Run(ReadOnlySpan<byte> input)
    {
        StoredVehicle vehicle;
        try
        {
            vehicle = SealedFile.Read(FileOf(input));
        }
        catch (JsonException)
        {
            return;
        }

        if (vehicle.Information is { } information) VehicleJsonTarget.Judge(information);
        Holds(vehicle.History is not { } history || history.AlertChanges.Count <= VehicleHistory.MostChanges);
        Holds(SealedFile.Read(SealedFile.Write(vehicle)) == vehicle);
    }

    private static byte[] FileOf(ReadOnlySpan<byte> input)
    {
        var content = input.IsEmpty ? [] : input[1..].ToArray();
        if (input.IsEmpty || (input[0] & 1) == 0) return content;
        content.AsSpan().Replace((byte)'\n', (byte)' ');
        return [.. content, .. "\n{\"sha256\":\""u8, .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(content))), .. "\"}\n"u8];
    }
}

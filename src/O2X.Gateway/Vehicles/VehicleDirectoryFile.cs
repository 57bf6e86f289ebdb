using System.Text.Json;
using O2X.Actors.Storage;
using O2X.Vehicles;

namespace O2X.Gateway.Vehicles;

/// <summary>
/// <c>gateway.json</c> of a state folder: <c>{ "version": 1, "vehicles": [ { "id", "alias", "vin" } ] }</c>, the present vehicle first;
/// <c>vin</c> is left out while it is not known. A crash at any moment leaves the old content or the new.
/// </summary>
internal sealed class VehicleDirectoryFile(string folder)
{
    public const string Name = "gateway.json";

    private const int Version = 1;
    private const int LongestFile = 1 << 20;

    private string FullPath => Path.Combine(folder, Name);

    /// <summary>Reads it; null when it is not there.</summary>
    /// <exception cref="IOException">It cannot be read, or is no such file; the message says what to do.</exception>
    public VehicleList? Read()
    {
        try
        {
            var file = new FileInfo(FullPath);
            if (!file.Exists) return null;
            if (file.Length > LongestFile) throw new JsonException("It is too long.");
            return Read(File.ReadAllBytes(FullPath));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or UnauthorizedAccessException)
        {
            // It is not replaced: with new ids, everything outside that knows the vehicles by the old ones would lose them.
            throw new IOException(
                $"{FullPath} cannot be used: {problem.Message.TrimEnd('.')}. Bring it back from a backup, or move it away: the vehicles then get new ids.",
                problem);
        }
    }

    public void Write(VehicleList list)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteStartArray("vehicles");
            foreach (var vehicle in list.Vehicles)
            {
                writer.WriteStartObject();
                writer.WriteString("id", vehicle.Id.ToString());
                writer.WriteString("alias", vehicle.Alias);
                if (vehicle.Vin is { } vin) writer.WriteString("vin", vin.Full);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        AtomicFile.Write(folder, Name, bytes.ToArray());
    }

    private static VehicleList Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        if (root.Member("version", JsonValueKind.Number) is not { } version || !version.TryGetInt32(out var said) || said != Version)
            throw new JsonException($"It is of another version than {Version}.");
        var vehicles = root.Elements("vehicles").Select(Vehicle).ToList();
        if (vehicles.Count == 0) throw new JsonException("It names no vehicle.");
        if (vehicles.DistinctBy(vehicle => vehicle.Id).Count() != vehicles.Count || vehicles.DistinctBy(vehicle => vehicle.Alias).Count() != vehicles.Count)
            throw new JsonException("Two vehicles have the same name.");
        return VehicleList.Of(vehicles);
    }

    private static VehicleIdentity Vehicle(JsonElement element)
    {
        if (!VehicleId.TryParse(element.Text("id"), out var id)) throw new JsonException("'id' is missing or no id.");
        var alias = element.Text("alias");
        if (!VehicleAlias.IsAlias(alias)) throw new JsonException("'alias' is missing or no alias.");
        return new VehicleIdentity(id, alias!, element.Text("vin") is { } vin ? vin.ToVin() : null);
    }
}

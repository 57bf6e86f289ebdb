using System.Runtime.InteropServices;
using System.Text.Json;
using O2X.Vehicles;
using O2X.Vehicles.Json;

namespace O2X.Actors.Storage;

/// <summary>
/// The first line of a vehicle's file: <c>{ "version": 2, "remembered": { "vin", "profile", "address" }, "pending": VIN,
/// "information": the SDK's object, "history": see <see cref="VehicleHistoryJson"/> }</c>, where what is not there is left out.
/// Version 1 is the same without a history.
/// </summary>
internal static class StoredVehicleJson
{
    public const int Version = 2;

    public static byte[] Write(StoredVehicle vehicle)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            if (vehicle.Remembered is { } remembered)
            {
                writer.WriteStartObject("remembered");
                writer.WriteString("vin", remembered.Vin.Full);
                writer.WriteString("profile", remembered.Profile);
                if (remembered.Address is { } address) writer.WriteString("address", address);
                writer.WriteEndObject();
            }

            if (vehicle.Pending is { } pending) writer.WriteString("pending", pending.Full);
            if (vehicle.Information is { } information)
            {
                writer.WritePropertyName("information");
                VehicleJson.WriteTo(writer, information);
            }

            if (vehicle.History is { } history)
            {
                writer.WritePropertyName("history");
                VehicleHistoryJson.WriteTo(writer, history);
            }

            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Reads the content.</summary>
    /// <param name="utf8">The line.</param>
    /// <param name="version">The version that it says it is of.</param>
    /// <exception cref="JsonException">It is not such content.</exception>
    /// <exception cref="InvalidOperationException">A text in it is none.</exception>
    public static StoredVehicle Read(ReadOnlyMemory<byte> utf8, out int version)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        version = root.Member("version", JsonValueKind.Number) is { } number && number.TryGetInt32(out var said) ? said : 0;
        return version is 1 or Version ? Read(root) : throw new JsonException($"It is of another version than 1 and {Version}.");
    }

    private static StoredVehicle Read(JsonElement root) => new()
    {
        Remembered = root.Member("remembered", JsonValueKind.Object) is { } remembered
            ? new RememberedVehicle(
                remembered.Text("vin").ToVin(),
                remembered.Text("profile") ?? throw new JsonException("'profile' is missing."),
                remembered.Text("address"))
            : null,
        Pending = root.Text("pending") is { } pending ? pending.ToVin() : null,
        Information = root.Member("information", JsonValueKind.Object) is { } information
            ? VehicleJson.Deserialize(JsonMarshal.GetRawUtf8Value(information))
            : null,
        History = root.Member("history", JsonValueKind.Object) is { } history ? VehicleHistoryJson.Read(history) : null,
    };
}

using System.Runtime.InteropServices;
using System.Text.Json;
using O2X.Vehicles;
using O2X.Vehicles.Json;

namespace O2X.Actors.Storage;

/// <summary>
/// The content of a vehicle's file:
/// <c>{ "version": 1, "remembered": { "vin", "profile", "address" }, "pending": VIN, "information": the SDK's object }</c>,
/// where what is not there is left out.
/// </summary>
internal static class StoredVehicleJson
{
    private const int Version = 1;

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

            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Reads the content.</summary>
    /// <exception cref="JsonException">It is not such content.</exception>
    public static StoredVehicle Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        try
        {
            return Read(document.RootElement);
        }
        catch (InvalidOperationException problem)
        {
            // A token can be well-formed and yet no text: bytes that are not UTF-8, or an escaped half of a surrogate pair.
            throw new JsonException(problem.Message, problem);
        }
    }

    private static StoredVehicle Read(JsonElement root)
    {
        if (Member(root, "version", JsonValueKind.Number) is not { } version || !version.TryGetInt32(out var number) || number != Version)
            throw new JsonException($"It is not of version {Version}.");

        return new StoredVehicle
        {
            Remembered = Member(root, "remembered", JsonValueKind.Object) is { } remembered
                ? new RememberedVehicle(
                    VinOf(Text(remembered, "vin")),
                    Text(remembered, "profile") ?? throw new JsonException("'profile' is missing."),
                    Text(remembered, "address"))
                : null,
            Pending = Text(root, "pending") is { } pending ? VinOf(pending) : null,
            Information = Member(root, "information", JsonValueKind.Object) is { } information
                ? VehicleJson.Deserialize(JsonMarshal.GetRawUtf8Value(information))
                : null,
        };
    }

    private static Vin VinOf(string? text) => Vin.TryParse(text, out var vin) ? vin : throw new JsonException("A VIN is missing or not one.");

    private static string? Text(JsonElement parent, string name) => Member(parent, name, JsonValueKind.String)?.GetString();

    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object) throw new JsonException("An object was expected.");
        if (!parent.TryGetProperty(name, out var member)) return null;
        return member.ValueKind == kind ? member : throw new JsonException($"'{name}' is not of the kind {kind}.");
    }
}

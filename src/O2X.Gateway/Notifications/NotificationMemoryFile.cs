using System.Text.Json;
using O2X.Actors.Storage;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Notifications;

/// <summary>
/// <c>notifications.json</c> of a state folder: what was told of which vehicle, so that a restart tells nothing twice. One that cannot be
/// read counts as none.
/// </summary>
internal sealed class NotificationMemoryFile(string folder)
{
    public const string Name = "notifications.json";

    private const int LongestFile = 4096;

    /// <summary>What is remembered of a vehicle.</summary>
    public NotificationMemory Read(VehicleId vehicle)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, Name));
            if (!file.Exists || file.Length > LongestFile) return new NotificationMemory();
            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            var root = document.RootElement;
            return root.Text("vehicle") != vehicle.ToString()
                ? new NotificationMemory()
                : new NotificationMemory(Flag(root, "low"), Flag(root, "charging"), CannotCharge: Flag(root, "cannotCharge"), IsUnseen: Flag(root, "unseen"));
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return new NotificationMemory();
        }
    }

    /// <summary>Saves it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Write(VehicleId vehicle, NotificationMemory memory)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("vehicle", vehicle.ToString());
            writer.WriteBoolean("low", memory.IsLow);
            writer.WriteBoolean("charging", memory.IsCharging);
            writer.WriteBoolean("cannotCharge", memory.CannotCharge);
            writer.WriteBoolean("unseen", memory.IsUnseen);
            writer.WriteEndObject();
        }

        AtomicFile.Write(folder, Name, bytes.ToArray());
    }

    private static bool Flag(JsonElement root, string name) => root.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;
}

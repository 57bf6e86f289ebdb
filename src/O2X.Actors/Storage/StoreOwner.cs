using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace O2X.Actors.Storage;

/// <summary>Which process holds a store, and since when: <c>{ "process": 1234, "name": "o2x", "since": "2026-01-02T03:04:05Z" }</c>.</summary>
internal sealed record StoreOwner(int Process, string Name, DateTimeOffset Since)
{
    private const int LongestName = 64;

    public static StoreOwner Self(TimeProvider clock) =>
        new(Environment.ProcessId, Assembly.GetEntryAssembly()?.GetName().Name ?? "a program", clock.GetUtcNow());

    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("process", Process);
            writer.WriteString("name", Name);
            writer.WriteString("since", Since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>Reads it; null when it is not such content.</summary>
    public static StoreOwner? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement;
            return new StoreOwner(
                root.GetProperty("process").GetInt32(), Plain(root.GetProperty("name").GetString()), root.GetProperty("since").GetDateTimeOffset());
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>As a person reads it: <c>o2x (process 1234) since 2026-01-02 03:04</c>.</summary>
    public string ToText(TimeZoneInfo zone)
    {
        var who = Process == Environment.ProcessId ? "another engine of this process" : $"{Name} (process {Process})";
        return string.Create(CultureInfo.InvariantCulture, $"{who} since {TimeZoneInfo.ConvertTime(Since, zone):yyyy-MM-dd HH:mm}");
    }

    // It goes into messages of one line.
    private static string Plain(string? name) =>
        name is { Length: > 0 and <= LongestName } && !name.Any(char.IsControl) ? name : "a program";
}

using System.Text.Json;
using Microsoft.Extensions.Logging;
using O2X.Actors.Storage;

namespace O2X.Gateway.Mqtt;

/// <summary>
/// <c>mqtt.json</c> of a state folder: the number of the last record that the broker has, so that what happened while it was away is
/// published also after a restart. One that cannot be read counts as none.
/// </summary>
internal sealed class MqttPosition(string? folder, ILogger logger)
{
    public const string Name = "mqtt.json";

    private const int LongestFile = 4096;

    private long? _kept;

    /// <summary>The number; null when there is none.</summary>
    public long? Read()
    {
        if (folder is null) return null;
        try
        {
            var file = new FileInfo(Path.Combine(folder, Name));
            if (!file.Exists || file.Length > LongestFile) return null;
            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            return document.RootElement.Member("sent", JsonValueKind.Number) is { } sent && sent.TryGetInt64(out var id) && id >= 0 ? _kept = id : null;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the number. Where that fails, something may be published twice after a restart.</summary>
    public void Keep(long id)
    {
        if (folder is null || id == _kept) return;
        _kept = id;
        try
        {
            AtomicFile.Write(folder, Name, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, long> { ["sent"] = id }));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            MqttLog.NotSaved(logger, problem.Message);
        }
    }
}

using System.Text.Json;
using O2X.Actors.Storage;

namespace O2X.Gateway.Security.Keys;

/// <summary>
/// <c>access.json</c> of the state directory, for its owner alone:
/// <c>{ "version": 1, "id", "algorithm": "PBKDF2-SHA256", "iterations", "salt", "hash" }</c>, the last two in Base64.
/// </summary>
internal sealed class AccessKeyFile(string directory)
{
    public const string Name = "access.json";

    private const int Version = 1;
    private const int LongestFile = 4096;
    private const string Algorithm = "PBKDF2-SHA256";

    public string FullPath { get; } = Path.Combine(directory, Name);

    /// <summary>What tells one state of the file from another, cheaply; null when it is not there.</summary>
    public (DateTime Written, long Length)? Stamp()
    {
        var file = new FileInfo(FullPath);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
    }

    /// <summary>Reads it; null when it is not there.</summary>
    /// <exception cref="IOException">It cannot be read, or is no such file; the message says what to do.</exception>
    public AccessKey? Read()
    {
        try
        {
            var file = new FileInfo(FullPath);
            if (!file.Exists) return null;
            if (file.Length > LongestFile) throw new JsonException("It is too long.");
            return Read(File.ReadAllBytes(FullPath));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or UnauthorizedAccessException)
        {
            throw new IOException($"{FullPath} cannot be used: {problem.Message.TrimEnd('.')}. Make a new key with: o2x gateway key.", problem);
        }
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(AccessKey key)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteString("id", key.Id);
            writer.WriteString("algorithm", Algorithm);
            writer.WriteNumber("iterations", key.Iterations);
            writer.WriteBase64String("salt", key.Salt);
            writer.WriteBase64String("hash", key.Hash);
            writer.WriteEndObject();
        }

        AtomicFile.Write(directory, Name, bytes.ToArray());
    }

    /// <summary>Deletes it.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Delete()
    {
        if (!File.Exists(FullPath)) return false;
        File.Delete(FullPath);
        return true;
    }

    private static AccessKey Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        if (root.Member("version", JsonValueKind.Number)?.GetInt32() != Version || root.Text("algorithm") != Algorithm)
            throw new JsonException("It is of another version.");
        var iterations = root.Member("iterations", JsonValueKind.Number)?.GetInt32() ?? 0;
        var id = root.Text("id");
        var salt = root.Member("salt", JsonValueKind.String)?.GetBytesFromBase64();
        var hash = root.Member("hash", JsonValueKind.String)?.GetBytesFromBase64();
        if (id is not { Length: > 0 } || iterations is < 1 or > AccessKey.MostIterations || salt is not { Length: > 0 } || hash is not { Length: > 0 })
            throw new JsonException("Something is missing in it.");
        return new AccessKey(id, iterations, salt, hash);
    }
}

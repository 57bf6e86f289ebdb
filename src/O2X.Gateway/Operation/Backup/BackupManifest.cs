using System.Text.Json;
using O2X.Actors.Storage;

namespace O2X.Gateway.Operation.Backup;

/// <summary>
/// What an archive of a state directory holds: <c>{ "version": 1, "made", "files": [ { "name", "length", "sha256" } ] }</c>, where names
/// are paths below the directory with <c>/</c>.
/// </summary>
internal sealed record BackupManifest(DateTimeOffset Made, IReadOnlyList<BackupFile> Files)
{
    public const string Name = "manifest.json";

    /// <summary>The longest that is read.</summary>
    public const int Longest = 1 << 20;

    private const int Version = 1;
    private const int HashLength = 64;

    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteString("made", Made);
            writer.WriteStartArray("files");
            foreach (var file in Files)
            {
                writer.WriteStartObject();
                writer.WriteString("name", file.Name);
                writer.WriteNumber("length", file.Length);
                writer.WriteString("sha256", file.Sha256);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Reads one; names that lead out of a directory are refused.</summary>
    /// <exception cref="JsonException">It is none, or of another version.</exception>
    public static BackupManifest Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        if (root.Member("version", JsonValueKind.Number) is not { } version || !version.TryGetInt32(out var said) || said != Version)
            throw new JsonException($"It is of another version than {Version}.");
        var files = root.Elements("files").Select(File).ToList();
        if (files.DistinctBy(file => file.Name, StringComparer.OrdinalIgnoreCase).Count() != files.Count) throw new JsonException("It names a file twice.");
        return new BackupManifest(root.Moment("made"), files);
    }

    private static BackupFile File(JsonElement element)
    {
        var name = element.Text("name");
        if (name is null || !IsName(name)) throw new JsonException("It names a file that does not belong into a state folder.");
        if (element.Member("length", JsonValueKind.Number) is not { } number || !number.TryGetInt64(out var length) || length < 0)
            throw new JsonException("'length' is missing or no length.");
        var hash = element.Text("sha256");
        if (hash is not { Length: HashLength } || !hash.All(char.IsAsciiHexDigitLower)) throw new JsonException("'sha256' is missing or no checksum.");
        return new BackupFile(name, length, hash);
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 255
        && name.Split('/').All(part => part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        && !StateFiles.IsLeftOut(name);
}

/// <summary>One file of a state directory.</summary>
/// <param name="Name">Its path below the directory.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Its checksum, in lower-case hexadecimal digits.</param>
internal sealed record BackupFile(string Name, long Length, string Sha256);

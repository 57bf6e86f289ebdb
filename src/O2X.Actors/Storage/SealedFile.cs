using System.Security.Cryptography;
using System.Text.Json;

namespace O2X.Actors.Storage;

/// <summary>
/// A vehicle's file: one line of JSON (<see cref="StoredVehicleJson"/>), and a second one with the checksum of the first line's bytes,
/// <c>{ "sha256": 64 hexadecimal digits }</c>. A file of version 1 has no second line.
/// </summary>
internal static class SealedFile
{
    private const byte NewLine = (byte)'\n';

    public static byte[] Write(StoredVehicle vehicle)
    {
        var content = StoredVehicleJson.Write(vehicle);
        return [.. content, NewLine, .. "{\"sha256\":\""u8, .. Hex(content), .. "\"}\n"u8];
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">It is no such file, or not as it was written.</exception>
    public static StoredVehicle Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            return ReadLines(file);
        }
        catch (InvalidOperationException problem)
        {
            // A token can be well-formed and yet no text: bytes that are not UTF-8, or an escaped half of a surrogate pair.
            throw new JsonException(problem.Message, problem);
        }
    }

    private static StoredVehicle ReadLines(ReadOnlyMemory<byte> file)
    {
        var end = file.Span.IndexOf(NewLine);
        var content = end < 0 ? file : file[..end];
        var seal = end < 0 ? default : file[(end + 1)..];

        var vehicle = StoredVehicleJson.Read(content, out var version);
        if (version == 1 ? seal.Span.ContainsAnyExcept(" \t\r\n"u8) : !Fits(seal, content.Span))
            throw new JsonException("Its checksum does not fit.");
        return vehicle;
    }

    private static bool Fits(ReadOnlyMemory<byte> seal, ReadOnlySpan<byte> content)
    {
        using var document = JsonDocument.Parse(seal);
        return document.RootElement.Member("sha256", JsonValueKind.String) is { } checksum && checksum.ValueEquals(Hex(content));
    }

    private static ReadOnlySpan<byte> Hex(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        var hex = new byte[2 * SHA256.HashSizeInBytes];
        Convert.TryToHexStringLower(hash, hex, out _);
        return hex;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using O2X.Vehicles;
using O2X.Vehicles.Can;

namespace O2X.Links.Recording;

/// <summary>
/// A recording of packets: one JSON object a line, UTF-8. First a header such as
/// <c>{"o2x":"packets","version":1,"profile":"open-link","source":"sim","startedAt":"2026-01-02T03:04:05.0000000Z","vin":"VR1…"}</c>, then
/// <c>{"t":0.5,"link":"connected","address":"02:00:00:00:00:01","rssi":-58}</c>, <c>{"t":1.25,"hex":"1100…"}</c> for each packet,
/// <c>{"t":9,"link":"lost","reason":"linkLoss"}</c> and, where it was not cut off, <c>{"t":30,"link":"ended"}</c> at its end.
/// </summary>
/// <remarks>
/// Times are seconds from the header's, on a clock that never runs back, exact to 100 ns. Unknown keys and kinds of links are passed
/// over, empty lines and those that begin with <c>#</c> too. <see cref="PacketLogWriter"/> writes it. Nothing here throws on what it reads.
/// </remarks>
public static class PacketLogFormat
{
    /// <summary>Whether a line is, or should be, the header of a recording of packets.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            return json.Read() && json.TokenType == JsonTokenType.StartObject
                && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(PacketLogKeys.Mark)
                && json.Read() && json.TokenType == JsonTokenType.String && json.ValueTextEquals(PacketLogKeys.Packets);
        }
        catch (Exception error) when (PacketLogJson.IsFault(error))
        {
            return false;
        }
    }

    /// <summary>Reads the header.</summary>
    /// <param name="line">The first line.</param>
    /// <param name="header">The header, or null.</param>
    /// <param name="problem">What is wrong with it, in words that go on from the file's name; null when nothing is.</param>
    public static bool TryParseHeader(
        ReadOnlySpan<byte> line, [NotNullWhen(true)] out PacketLogHeader? header, [NotNullWhen(false)] out string? problem)
    {
        header = null;
        var fields = default(PacketLogHeaderFields);
        problem = IsHeader(line) && fields.TryRead(line) ? null : "has no readable header";
        if (problem is not null) return false;
        problem = fields switch
        {
            { Version: null or < 1 } => "has a header without a version",
            { Version: > PacketLogHeader.SupportedVersion } => string.Create(
                CultureInfo.InvariantCulture, $"was recorded in version {fields.Version} of the format, of which this software knows {PacketLogHeader.SupportedVersion}"),
            { Profile: null } => "has a header that does not name the packets' profile",
            { StartedAt: null } => "has a header that does not tell when the recording began",
            _ => null,
        };
        if (problem is not null) return false;
        if (!Vin.TryParse(fields.Vin, out var vin))
        {
            problem = "has a header without a valid VIN";
            return false;
        }

        header = new PacketLogHeader(fields.Profile!, fields.Source ?? "unknown", fields.StartedAt!.Value, vin)
        {
            Version = fields.Version!.Value,
            Software = fields.Software,
            IsAnonymised = fields.IsAnonymised,
        };
        return true;
    }

    /// <summary>Reads a line after the header.</summary>
    /// <param name="line">The line, without its line feed.</param>
    /// <param name="packet">Takes the packet; <see cref="ILinkSink.MaxPacketLength"/> bytes are always enough.</param>
    /// <param name="entry">What it tells; meaningless unless the result is <see cref="CanTextFault.None"/>.</param>
    public static CanTextFault TryParse(ReadOnlySpan<byte> line, Span<byte> packet, out PacketLogEntry entry)
    {
        entry = default;
        line = line.Trim(" \t\r\0"u8);
        if (line.IsEmpty || line[0] == '#') return CanTextFault.Skipped;
        if (line[0] != '{') return CanTextFault.BadLayout;
        var fields = default(PacketLogEntryFields);
        if (!fields.TryRead(line)) return line[^1] == '}' ? CanTextFault.BadLayout : CanTextFault.Truncated;
        return fields.TryMake(packet, out entry);
    }
}

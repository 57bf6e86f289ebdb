using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Vehicles.Anonymising;

namespace O2X.Links.Recording;

/// <summary>
/// Writes the lines of a recording of packets, as <see cref="PacketLogFormat"/> describes them. With an anonymiser nothing is written
/// that names the vehicle or its dongle: no address, no advertised name, no text of a fault.
/// </summary>
/// <remarks>Not safe for use by several threads at a time. What a method returns ends with a line feed and stands until the next call.</remarks>
public sealed class PacketLogWriter
{
    private readonly Anonymiser? _anonymiser;
    private readonly ArrayBufferWriter<byte> _line = new(256);
    private readonly Utf8JsonWriter _json;
    private readonly byte[] _replaced = new byte[ILinkSink.MaxPacketLength];

    /// <summary>Makes a writer.</summary>
    /// <param name="anonymiser">Replaces what identifies the vehicle; null: everything is written as it is.</param>
    public PacketLogWriter(Anonymiser? anonymiser = null)
    {
        _anonymiser = anonymiser;
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>The first line.</summary>
    public ReadOnlySpan<byte> Header(PacketLogHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        Begin();
        _json.WriteString(PacketLogKeys.Mark, PacketLogKeys.Packets);
        _json.WriteNumber(PacketLogKeys.Version, header.Version);
        _json.WriteString(PacketLogKeys.Profile, header.Profile);
        _json.WriteString(PacketLogKeys.Source, header.Source);
        _json.WriteString(PacketLogKeys.StartedAt, header.StartedAt.UtcDateTime.ToString(PacketLogJson.TimeFormat, CultureInfo.InvariantCulture));
        _json.WriteString(PacketLogKeys.Vin, (_anonymiser?.Replace(header.Vin) ?? header.Vin).Full);
        _json.WriteBoolean(PacketLogKeys.Anonymised, header.IsAnonymised || _anonymiser is not null);
        if (header.Software is { } software) _json.WriteString(PacketLogKeys.Software, PacketLogJson.Clean(software));
        return End();
    }

    /// <summary>The line of a packet of the header's profile.</summary>
    /// <param name="at">When it came, in ticks from the recording's beginning.</param>
    /// <param name="packet">At most <see cref="ILinkSink.MaxPacketLength"/> bytes; what is more is cut off.</param>
    public ReadOnlySpan<byte> Packet(long at, ReadOnlySpan<byte> packet)
    {
        packet = packet[..Math.Min(packet.Length, ILinkSink.MaxPacketLength)];
        if (_anonymiser is not null) packet = _replaced.AsSpan(0, Anonymiser.ReplaceOpenLink(packet, _replaced));
        Span<byte> digits = stackalloc byte[2 * ILinkSink.MaxPacketLength];
        Convert.TryToHexString(packet, digits, out var length);
        Begin(at);
        _json.WriteString(PacketLogKeys.Hex, digits[..length]);
        return End();
    }

    /// <summary>The line of a link that was made.</summary>
    /// <param name="at">When, in ticks from the recording's beginning.</param>
    /// <param name="sighting">What was connected to.</param>
    public ReadOnlySpan<byte> Connected(long at, Sighting sighting)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        BeginLink(at, PacketLogKeys.Connected);
        if (_anonymiser is null)
        {
            _json.WriteString(PacketLogKeys.Address, PacketLogJson.Clean(sighting.Address));
            if (sighting.Name is { } name) _json.WriteString(PacketLogKeys.Name, PacketLogJson.Clean(name));
        }

        if (sighting.Rssi is { } rssi) _json.WriteNumber(PacketLogKeys.Rssi, rssi);
        return End();
    }

    /// <summary>The line of a link that was lost.</summary>
    /// <param name="at">When, in ticks from the recording's beginning.</param>
    /// <param name="fault">Why.</param>
    public ReadOnlySpan<byte> Lost(long at, LinkFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        BeginLink(at, PacketLogKeys.Lost);
        _json.WriteString(PacketLogKeys.Reason, JsonNamingPolicy.CamelCase.ConvertName(fault.Reason.ToString()));
        if (fault.Code is { } code) _json.WriteNumber(PacketLogKeys.Code, code);
        if (_anonymiser is null)
        {
            if (fault.Detail is { } detail) _json.WriteString(PacketLogKeys.Detail, PacketLogJson.Clean(detail));
            if (fault.Advice is { } advice) _json.WriteString(PacketLogKeys.Advice, PacketLogJson.Clean(advice));
        }

        return End();
    }

    /// <summary>The last line.</summary>
    /// <param name="at">When the recording was ended, in ticks from its beginning.</param>
    public ReadOnlySpan<byte> Ended(long at)
    {
        BeginLink(at, PacketLogKeys.Ended);
        return End();
    }

    private void BeginLink(long at, ReadOnlySpan<byte> what)
    {
        Begin(at);
        _json.WriteString(PacketLogKeys.Link, what);
    }

    private void Begin(long at)
    {
        Begin();
        _json.WriteNumber(PacketLogKeys.Time, (decimal)Math.Max(0, at) / TimeSpan.TicksPerSecond);
    }

    private void Begin()
    {
        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
    }

    private ReadOnlySpan<byte> End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        return _line.WrittenSpan;
    }
}

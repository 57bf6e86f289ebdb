using System.Buffers;
using System.Text.Json;
using O2X.Vehicles.Can;

namespace O2X.Links.Recording;

/// <summary>What stands in a line of <see cref="PacketLogFormat"/>, good or not.</summary>
internal ref struct PacketLogEntryFields
{
    private const decimal LongestSeconds = 1e9m;

    private long? _at;
    private ReadOnlySpan<byte> _hex;
    private ReadOnlySpan<byte> _link;
    private bool _isPacket;
    private bool _isHeader;
    private string? _address, _name, _reason, _detail, _advice;
    private int? _rssi, _code;

    public bool TryRead(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            for (json.Read(); json.Read() && json.TokenType == JsonTokenType.PropertyName; json.Skip()) Take(ref json);
            return !json.Read();
        }
        catch (Exception error) when (PacketLogJson.IsFault(error))
        {
            return false;
        }
    }

    public readonly CanTextFault TryMake(Span<byte> packet, out PacketLogEntry entry)
    {
        entry = default;
        if (_isHeader) return CanTextFault.Unsupported;
        if (_at is not { } at) return CanTextFault.BadTimestamp;
        if (_isPacket) return TryMakePacket(at, packet, out entry);
        if (_link.IsEmpty) return CanTextFault.BadLayout;
        if (_link.SequenceEqual(PacketLogKeys.Connected)) entry = new(PacketLogEntryKind.Connected, at) { Sighting = new(_address ?? "log", at) { Name = _name, Rssi = _rssi } };
        else if (_link.SequenceEqual(PacketLogKeys.Lost)) entry = new(PacketLogEntryKind.Lost, at) { Fault = new(ReasonOf(_reason), _detail, _advice, _code) };
        else if (_link.SequenceEqual(PacketLogKeys.Ended)) entry = new(PacketLogEntryKind.Ended, at);
        else return CanTextFault.Skipped;
        return CanTextFault.None;
    }

    private readonly CanTextFault TryMakePacket(long at, Span<byte> packet, out PacketLogEntry entry)
    {
        entry = default;
        if (_hex.Length % 2 != 0) return CanTextFault.Truncated;
        if (_hex.Length > 2 * packet.Length) return CanTextFault.TooLong;
        if (Convert.FromHexString(_hex, packet, out _, out var length) != OperationStatus.Done) return CanTextFault.NotHexadecimal;
        entry = new PacketLogEntry(PacketLogEntryKind.Packet, at) { Length = length };
        return CanTextFault.None;
    }

    private void Take(ref Utf8JsonReader json)
    {
        if (PacketLogJson.Is(ref json, PacketLogKeys.Time)) _at = TicksOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Hex)) TakeHex(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Link)) _link = json.ValueSpan;
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Address)) _address = PacketLogJson.TextOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Name)) _name = PacketLogJson.TextOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Rssi)) _rssi = PacketLogJson.IntegerOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Reason)) _reason = PacketLogJson.TextOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Detail)) _detail = PacketLogJson.TextOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Advice)) _advice = PacketLogJson.TextOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Code)) _code = PacketLogJson.IntegerOf(ref json);
        else if (json.ValueTextEquals(PacketLogKeys.Mark)) _isHeader = true;
    }

    private void TakeHex(ref Utf8JsonReader json)
    {
        _isPacket = true;
        _hex = json.TokenType == JsonTokenType.String ? json.ValueSpan : "??"u8;
    }

    private static long? TicksOf(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Number && json.TryGetDecimal(out var seconds) && seconds is >= 0 and <= LongestSeconds
            ? (long)(seconds * TimeSpan.TicksPerSecond)
            : null;

    private static LinkLossReason ReasonOf(string? text) =>
        Enum.GetValues<LinkLossReason>()
            .FirstOrDefault(reason => string.Equals(reason.ToString(), text, StringComparison.OrdinalIgnoreCase)) is var reason and not LinkLossReason.None
            ? reason
            : LinkLossReason.Unknown;
}

using System.Text.Json;

namespace O2X.Links.Recording;

/// <summary>What stands in a header of <see cref="PacketLogFormat"/>, good or not.</summary>
internal struct PacketLogHeaderFields
{
    public int? Version;
    public string? Profile, Source, Software, Vin;
    public DateTimeOffset? StartedAt;
    public bool IsAnonymised;

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

    private void Take(ref Utf8JsonReader json)
    {
        if (PacketLogJson.Is(ref json, PacketLogKeys.Version)) Version = PacketLogJson.IntegerOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Profile)) Profile = PacketLogJson.TextOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Source)) Source = PacketLogJson.TextOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Software)) Software = PacketLogJson.TextOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Vin)) Vin = PacketLogJson.TextOf(ref json);
        else if (PacketLogJson.Is(ref json, PacketLogKeys.Anonymised)) IsAnonymised = json.TokenType == JsonTokenType.True;
        else if (PacketLogJson.Is(ref json, PacketLogKeys.StartedAt)) StartedAt = TimeOf(ref json);
    }

    // The wall clock of a replay begins here, and has to be able to go on.
    private static DateTimeOffset? TimeOf(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.String && json.TryGetDateTimeOffset(out var time) && time.UtcDateTime.Year is >= 1970 and < 6000
            ? time.ToUniversalTime()
            : null;
}

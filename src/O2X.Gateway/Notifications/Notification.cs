using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using O2X.Gateway.Vehicles;

namespace O2X.Gateway.Notifications;

/// <summary>What somebody is notified of.</summary>
internal enum NotificationKind
{
    /// <summary>The charge is low.</summary>
    LowCharge,

    /// <summary>Charging has ended.</summary>
    ChargeEnded,

    /// <summary>Charging has ended before it should.</summary>
    ChargeFailed,

    /// <summary>The vehicle cannot charge: its park brake is off.</summary>
    CantCharge,

    /// <summary>The vehicle was not heard for long.</summary>
    Unseen,

    /// <summary>Somebody tries whether notifications arrive.</summary>
    Test,
}

/// <summary>One notification. Its receiver knows it by <see cref="Id"/> when it comes twice.</summary>
/// <param name="Id">Its id, drawn at random.</param>
/// <param name="Kind">Of what.</param>
/// <param name="Vehicle">Of which vehicle; the VIN is not told.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Charge">The charge then, %; null when it is not known.</param>
internal sealed record Notification(Guid Id, NotificationKind Kind, VehicleIdentity Vehicle, DateTimeOffset At, int? Charge)
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A sentence for people.</summary>
    public string Text => Vehicle.Alias + ": " + Kind switch
    {
        NotificationKind.LowCharge => $"the charge is low{Now}.",
        NotificationKind.ChargeEnded => $"charging has ended{Now}.",
        NotificationKind.ChargeFailed => $"charging stopped before it should{Now}. See after the plug and the charging point.",
        NotificationKind.CantCharge => "it cannot charge, because the park brake is off. Apply it.",
        NotificationKind.Unseen => "it was not heard for long. See after the dongle, and whether the vehicle is in reach.",
        _ => "this is a test. Notifications arrive.",
    };

    private string Now => Charge is { } charge ? $" ({charge} %)" : "";

    /// <summary>The body of the request.</summary>
    public byte[] ToJson()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, _options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", Id);
            writer.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(Kind.ToString()));
            writer.WriteString("at", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteStartObject("vehicle");
            writer.WriteString("id", Vehicle.Id.ToString());
            writer.WriteString("alias", Vehicle.Alias);
            writer.WriteEndObject();
            writer.WriteString("text", Text);
            if (Charge is { } charge) writer.WriteNumber("charge", charge);
            else writer.WriteNull("charge");
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }
}

using System.Globalization;
using System.Text.Json;
using O2X.Links;

namespace O2X.Actors;

/// <summary>
/// Writes what the streams <see cref="IO2XEngine.Events"/> and <see cref="IO2XEngine.Link"/> tell as JSON objects, in the shape of
/// <c>o2x watch --json</c>. Information and status are written by <see cref="O2X.Vehicles.Json.VehicleJson"/>.
/// </summary>
public static class EngineJson
{
    /// <summary>Writes an event as the next value; its name is the SDK's.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="happened">What happened.</param>
    public static void WriteTo(Utf8JsonWriter writer, VehicleEvent happened)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(happened);
        writer.WriteStartObject();
        writer.WriteString("event", Camel(happened.Kind));
        WriteTime(writer, happened.At);
        WriteFault(writer, happened.Fault);
        writer.WriteEndObject();
    }

    /// <summary>Writes a report of the link as the next value. The VIN is written in full.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="report">The report.</param>
    public static void WriteTo(Utf8JsonWriter writer, LinkReport report)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(report);
        writer.WriteStartObject();
        writer.WriteString("state", Camel(report.State));
        WriteTime(writer, report.At);
        WriteFault(writer, report.Fault);
        writer.WriteString("vin", report.Vin?.Full);
        writer.WriteBoolean("verified", report.IsVerified);
        writer.WriteBoolean("asleep", report.IsAsleep);
        writer.WriteString("address", report.Address);
        WriteNumber(writer, "rssi", report.Rssi);
        writer.WriteNumber("failedAttempts", report.FailedAttempts);
        WriteNumber(writer, "nextAttemptInMs", (long?)report.NextAttemptIn?.TotalMilliseconds);
        WriteInvalidData(writer, report);
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, DateTimeOffset at) =>
        writer.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private static void WriteFault(Utf8JsonWriter writer, LinkFault? fault)
    {
        writer.WriteString("reason", fault is null ? null : Camel(fault.Reason));
        writer.WriteString("detail", fault?.Detail);
        writer.WriteString("advice", fault?.Advice);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } value) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }

    private static void WriteInvalidData(Utf8JsonWriter writer, LinkReport report)
    {
        if (report.InvalidData is not { } invalid)
        {
            writer.WriteNull("invalidData");
            return;
        }

        writer.WriteStartObject("invalidData");
        writer.WriteNumber("malformed", invalid.Malformed);
        writer.WriteNumber("implausible", invalid.Implausible);
        writer.WriteNumber("packets", invalid.Packets);
        writer.WriteEndObject();
    }

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

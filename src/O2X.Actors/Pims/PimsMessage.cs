using System.Text;
using System.Text.Json;

namespace O2X.Actors;

/// <summary>What the SDK says to a call: its answer, or an event of a subscription.</summary>
/// <param name="TransactionId">Names the call: 13 characters <c>xxxxxxxx-xxxx</c>, the same on everything that follows from it (decisions.md D29).</param>
/// <param name="Status">What kind of message it is.</param>
public sealed record PimsMessage(string TransactionId, PimsStatus Status)
{
    /// <summary>The data: an object; null where the SDK gives none.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>What went wrong; never together with <see cref="Result"/>.</summary>
    public PimsError? Error { get; init; }

    /// <summary>Whether <see cref="ToJson"/> writes the code of an error as text (decisions.md D28).</summary>
    internal bool HasTextualCode { get; init; }

    /// <summary>The message as the SDK's documentation shows it, on one line.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Writes the message as the next value.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("transactionId"u8, TransactionId);
        writer.WriteString("status"u8, Status.ToString().ToUpperInvariant());
        if (Result is { } result)
        {
            writer.WritePropertyName("result"u8);
            result.WriteTo(writer);
        }

        if (Error is { } error)
        {
            writer.WriteStartObject("error"u8);
            if (HasTextualCode) writer.WriteString("code"u8, error.Code.ToString(System.Globalization.CultureInfo.InvariantCulture));
            else writer.WriteNumber("code"u8, error.Code);
            writer.WriteString("label"u8, error.Label);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}

/// <summary>The kinds of messages; in JSON in capitals.</summary>
public enum PimsStatus
{
    /// <summary><c>SUCCEEDED</c>: the call was carried out, or the subscription accepted.</summary>
    Succeeded,

    /// <summary><c>FAILED</c>: the call was not carried out; nothing follows.</summary>
    Failed,

    /// <summary><c>RESULT</c>: an event of a subscription.</summary>
    Result,
}

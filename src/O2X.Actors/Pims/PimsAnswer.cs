using System.Text.Json;

namespace O2X.Actors;

/// <summary>What a call comes to, before it is a message.</summary>
/// <param name="Result">The data, where the API has any.</param>
/// <param name="Error">Why it failed; null: it succeeded.</param>
internal readonly record struct PimsAnswer(JsonElement? Result, PimsError? Error)
{
    /// <summary>Succeeded, without data.</summary>
    public static PimsAnswer Done => default;

    /// <summary>For a subscription: tells that it was accepted, and starts it.</summary>
    public Func<PimsMessage, Task<PimsMessage>>? Starts { get; init; }

    public static implicit operator PimsAnswer(PimsError error) => new(null, error);

    public static implicit operator PimsAnswer(JsonElement result) => new(result, null);
}

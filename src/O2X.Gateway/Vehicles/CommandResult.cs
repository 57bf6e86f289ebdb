using O2X.Actors;

namespace O2X.Gateway.Vehicles;

/// <summary>What came of a command.</summary>
/// <param name="Error">The SDK's code and text; null when it was carried out.</param>
/// <param name="Words">The same for people, with what to do; null when it was carried out.</param>
internal sealed record CommandResult(PimsError? Error = null, string? Words = null)
{
    public static CommandResult Done { get; } = new();

    public bool IsDone => Error is null;
}

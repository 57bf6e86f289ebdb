using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace O2X.Gateway.Vehicles;

/// <summary>
/// Names a vehicle in paths, topics and labels: 12 characters of a-z and 2-7, drawn at random. It tells nothing of the vehicle, and stays
/// the same for as long as the state folder is kept.
/// </summary>
internal readonly record struct VehicleId
{
    public const int Length = 12;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly string? _text;

    private VehicleId(string text) => _text = text;

    /// <summary>No vehicle: of what concerns none.</summary>
    public static VehicleId None => default;

    public static VehicleId New() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    public static bool TryParse([NotNullWhen(true)] string? text, out VehicleId id)
    {
        var isId = text is { Length: Length } && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));
        id = isId ? new VehicleId(text!) : default;
        return isId;
    }

    public override string ToString() => _text ?? "";
}

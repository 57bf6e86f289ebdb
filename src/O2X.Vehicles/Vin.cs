using System.Diagnostics.CodeAnalysis;

namespace O2X.Vehicles;

/// <summary>
/// A vehicle identification number: 17 characters of A–Z and 0–9 without I, O and Q (decisions.md D4).
/// </summary>
/// <remarks>
/// A VIN is personal data. <see cref="ToString"/> masks it, so that it can stand in a log; <see cref="Full"/> is asked for by name.
/// Instances are immutable and safe for use by several threads.
/// </remarks>
public sealed class Vin : IEquatable<Vin>
{
    /// <summary>The number of characters of a VIN.</summary>
    public const int Length = 17;

    internal Vin(string full) => Full = full;

    /// <summary>All 17 characters, upper case.</summary>
    public string Full { get; }

    /// <summary>
    /// Whether the ninth character is the check digit of ISO 3779 as North America demands it. Information only:
    /// European manufacturers are free to put anything there.
    /// </summary>
    public bool HasValidCheckDigit => VinCheckDigit.Of(Full) == Full[8];

    /// <summary>Reads a VIN; surrounding white space and lower case are accepted.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="vin">The VIN, or null.</param>
    /// <returns>Whether <paramref name="text"/> is a VIN.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Vin? vin)
    {
        vin = null;
        if (text is null) return false;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length != Length) return false;

        Span<char> upper = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            var c = trimmed[i] is >= 'a' and <= 'z' ? (char)(trimmed[i] - 32) : trimmed[i];
            if (!IsVinCharacter(c)) return false;
            upper[i] = c;
        }

        vin = new Vin(new string(upper));
        return true;
    }

    /// <summary>Reads a VIN.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is not a VIN.</exception>
    public static Vin Parse(string text) =>
        TryParse(text, out var vin) ? vin : throw new FormatException("A VIN has 17 characters of A-Z and 0-9 without I, O and Q.");

    /// <summary>The VIN with all but the first three and the last four characters masked.</summary>
    public override string ToString() => string.Create(Length, Full, static (masked, full) =>
    {
        masked.Fill('*');
        full.AsSpan(0, 3).CopyTo(masked);
        full.AsSpan(Length - 4).CopyTo(masked[(Length - 4)..]);
    });

    /// <inheritdoc/>
    public bool Equals(Vin? other) => other is not null && Full == other.Full;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Vin);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Full);

    /// <summary>Whether both are the same VIN.</summary>
    public static bool operator ==(Vin? left, Vin? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the VINs differ.</summary>
    public static bool operator !=(Vin? left, Vin? right) => !(left == right);

    internal static bool IsVinCharacter(char c) => c is >= '0' and <= '9' or >= 'A' and <= 'Z' and not ('I' or 'O' or 'Q');
}
